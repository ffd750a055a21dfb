"use client";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { RequestCard } from "../view.ts";

/** Who wants to come in. The captain decides; the others see that somebody waits. */
export function Requests({ course, requests, decides }: { course: string; requests: RequestCard[]; decides: boolean }) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="sm">
        Asked to join
      </Title>
      {!decides && (
        <Text c="dimmed" fz="sm" mb="sm">
          Your captain decides.
        </Text>
      )}
      <Stack gap="md">
        {requests.map((request) => (
          <Request key={request.id} course={course} request={request} decides={decides} />
        ))}
      </Stack>
    </Panel>
  );
}

function Request({ course, request, decides }: { course: string; request: RequestCard; decides: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const decide = useMutation(trpc.team.decide.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const who = request.team === null ? request.name : `The team “${request.team}”`;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <div>
          <Text fw={600}>{who}</Text>
          <Text c="dimmed" fz="sm" style={{ overflowWrap: "anywhere" }}>
            {request.team === null ? request.email : `asked by ${request.name}; it would become part of yours`}
          </Text>
        </div>
        {decides && (
          <Group gap="xs">
            <Button
              size="compact-md"
              loading={decide.isPending}
              onClick={() => decide.mutate({ course, request: request.id, accept: true })}
              aria-label={`Accept ${who}`}
            >
              Accept
            </Button>
            <Button
              variant="default"
              size="compact-md"
              disabled={decide.isPending}
              onClick={() => decide.mutate({ course, request: request.id, accept: false })}
              aria-label={`Decline ${who}`}
            >
              Decline
            </Button>
          </Group>
        )}
      </Group>
      {decide.data?.ok === false && <Notice state="bad">{decide.data.message}</Notice>}
      {decide.error && <Notice state="fault">{decide.error.message}</Notice>}
    </div>
  );
}
