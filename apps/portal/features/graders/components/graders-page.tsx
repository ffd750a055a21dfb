"use client";
import { Button, Group, NumberInput, Stack, Switch, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { Calibrate } from "./calibrate.tsx";
import { Fairness } from "./fairness.tsx";
import classes from "./graders.module.css";

/** Who grades how much, and how far apart people are. */
export function GradersPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.graders.show.queryOptions({ course }));
  const names = new Map(data.staff.map(({ id, name }) => [id, name]));
  return (
    <>
      <PageTitle lead="Hand-ins are split evenly in an order that stays; a sample is graded twice to see how well people agree.">
        Graders
      </PageTitle>
      <Stack gap="lg">
        <Panel>
          <Title order={2} size="h5" mb="xs">
            Staff
          </Title>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for the screen must be scrollable by the keyboard */}
          <section className={classes.scroll} aria-label="Staff and what they grade" tabIndex={0}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Role</Table.Th>
                  <Table.Th>Tasks</Table.Th>
                  <Table.Th>Done</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.staff.map(({ id, name, role, parts, tasks, done }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>
                      {role === "grader" ? `grader of ${(parts ?? []).join(", ") || "nothing yet"}` : role}
                    </Table.Td>
                    <Table.Td>{tasks}</Table.Td>
                    <Table.Td>{done}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
          <Split course={course} />
          {data.role === "owner" && <Blind course={course} blind={data.blind} />}
        </Panel>
        <Calibrate course={course} handIns={data.handIns} parts={data.parts} />
        {data.parts.map((part) => (
          <Fairness key={part.part} part={part} names={names} />
        ))}
      </Stack>
    </>
  );
}

function Split({ course }: { course: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [percent, setPercent] = useState(10);
  const split = useMutation(trpc.graders.split.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <Stack gap="xs" mt="md">
      <Group align="flex-end">
        <NumberInput
          label="Graded twice, percent"
          w={180}
          min={0}
          max={100}
          value={percent}
          onChange={(value) => setPercent(Number(value) || 0)}
        />
        <Button loading={split.isPending} onClick={() => split.mutate({ course, doubleShare: percent / 100 })}>
          Split what nobody has yet
        </Button>
      </Group>
      {split.data && (
        <Notice state="good">
          {`${countOf(split.data.given, "task")} given to ${countOf(split.data.graders, "person").replace("persons", "people")}, ${split.data.taken} taken from people who no longer grade.`}
        </Notice>
      )}
      {split.error && <Notice state="fault">{split.error.message}</Notice>}
    </Stack>
  );
}

function Blind({ course, blind }: { course: string; blind: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.graders.setBlind.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <Stack gap={4} mt="md">
      <Switch
        label="Hide the teams' names and places while grading"
        checked={blind}
        disabled={set.isPending}
        onChange={(event) => set.mutate({ course, blind: event.currentTarget.checked })}
      />
      <Text fz="sm" c="dimmed">
        Names inside a report or a script stay: they are in the file.
      </Text>
    </Stack>
  );
}
