"use client";
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { AskedCard } from "../view.ts";

const words = {
  person: {
    title: "Ask a team",
    lead: "Find a team with a free place and ask its captain to take you in.",
  },
  team: {
    title: "Merge with another team",
    lead: "If its captain accepts, your team becomes part of the other one: its name stays, and the entries and used tries of both count together.",
  },
};

/** Finds a team with room by its name and asks it. */
export function AskTeam({ course, asked, of }: { course: string; asked: AskedCard[]; of: keyof typeof words }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 250);
  const found = useQuery(
    trpc.team.find.queryOptions({ course, text }, { enabled: text !== "", placeholderData: keepPreviousData }),
  );
  const { title, lead } = words[of];
  return (
    <Panel>
      <Stack>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text>{lead}</Text>
        {asked.map((request) => (
          <Asked key={request.id} course={course} request={request} />
        ))}
        <TextInput
          label="Find a team"
          description="A part of its name."
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          maxLength={100}
        />
        <Stack gap="xs" aria-live="polite">
          {text !== "" && found.data?.length === 0 && (
            <Text fz="sm">No team with a free place has this in its name.</Text>
          )}
          {text !== "" &&
            found.data?.map(({ name, members }) => (
              <Found
                key={name}
                course={course}
                name={name}
                members={members}
                waits={asked.some((a) => a.team === name)}
              />
            ))}
        </Stack>
      </Stack>
    </Panel>
  );
}

function Found({ course, name, members, waits }: { course: string; name: string; members: number; waits: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ask = useMutation(trpc.team.ask.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text style={{ overflowWrap: "anywhere" }}>
          <strong>{name}</strong>, {countOf(members, "member")}
        </Text>
        <Button
          variant="default"
          size="compact-md"
          disabled={waits}
          loading={ask.isPending}
          onClick={() => ask.mutate({ course, name })}
          aria-label={`${waits ? "Asked" : "Ask"} ${name}`}
        >
          {waits ? "Asked" : "Ask"}
        </Button>
      </Group>
      {ask.data?.ok === false && <Notice state="bad">{ask.data.message}</Notice>}
      {ask.error && <Notice state="fault">{ask.error.message}</Notice>}
    </div>
  );
}

function Asked({ course, request }: { course: string; request: AskedCard }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const withdraw = useMutation(trpc.team.withdraw.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <Notice state="waiting">
      <Group gap="xs">
        <Text>
          You asked <strong>{request.team}</strong>; its captain has not decided yet.
        </Text>
        <Button
          variant="default"
          size="compact-sm"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ course, request: request.id })}
          aria-label={`Withdraw the request to ${request.team}`}
        >
          Withdraw
        </Button>
      </Group>
    </Notice>
  );
}
