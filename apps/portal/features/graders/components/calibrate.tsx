"use client";
import { Button, Group, NativeSelect, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";

/** Makes a hand-in a sample that everybody grades alone. */
export function Calibrate({
  course,
  handIns,
  parts,
}: {
  course: string;
  handIns: { id: string; title: string }[];
  parts: { part: string; title: string }[];
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [handIn, setHandIn] = useState(handIns[0]?.id ?? "");
  const [part, setPart] = useState(parts[0]?.part ?? "");
  const begin = useMutation(trpc.graders.calibrate.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Calibrate
      </Title>
      <Text fz="sm" c="dimmed" mb="xs">
        Everybody grades the sample alone and sees nobody else's mark; the points then stand side by side below.
      </Text>
      <Group align="flex-end">
        <NativeSelect
          label="Hand-in"
          value={handIn}
          onChange={(event) => setHandIn(event.currentTarget.value)}
          data={handIns.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <NativeSelect
          label="Part"
          value={part}
          onChange={(event) => setPart(event.currentTarget.value)}
          data={parts.map((one) => ({ value: one.part, label: one.title }))}
        />
        <Button
          variant="default"
          disabled={handIn === "" || part === ""}
          loading={begin.isPending}
          onClick={() => begin.mutate({ course, handIn, part })}
        >
          Make it a sample
        </Button>
      </Group>
      {begin.data && (
        <Notice state="good">{`${countOf(begin.data.graders, "person").replace("persons", "people")} grade it now.`}</Notice>
      )}
      {begin.error && <Notice state="fault">{begin.error.message}</Notice>}
    </Panel>
  );
}
