"use client";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { formatSpan } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { When } from "#components/when.tsx";
import type { SessionView } from "../view.ts";
import { Section } from "./section.tsx";

/** Where the reader is signed in, and the end of it: of one place, or of all but this. */
export function SessionsPanel({ sessions, now }: { sessions: SessionView[]; now: Date }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries(trpc.account.settings.queryFilter());
  const end = useMutation(trpc.account.endSession.mutationOptions({ onSuccess }));
  const endOthers = useMutation(trpc.account.endOtherSessions.mutationOptions({ onSuccess }));
  const error = end.error ?? endOthers.error;
  return (
    <Section title="Where you are signed in">
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {sessions.map((session) => (
          <Group component="li" key={session.id} justify="space-between" gap="sm">
            <Place session={session} now={now} />
            {!session.current && (
              <Button
                variant="default"
                size="sm"
                aria-label={`Sign out there: ${session.device}, seen ${formatSpan(now.getTime() - session.lastSeen.getTime())} ago`}
                loading={end.isPending && end.variables.session === session.id}
                onClick={() => end.mutate({ session: session.id })}
              >
                Sign out there
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {error && <Notice state="bad">{error.message}</Notice>}
      {sessions.length > 1 && (
        <Button mt="md" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          Sign out everywhere else
        </Button>
      )}
    </Section>
  );
}

function Place({ session, now }: { session: SessionView; now: Date }) {
  const { device, from, since, lastSeen, current } = session;
  return (
    <div>
      <Group gap="xs">
        <Text fw={600}>{device}</Text>
        {current && <Badge variant="light">This one</Badge>}
      </Group>
      <Text c="dimmed" fz="sm" style={{ overflowWrap: "anywhere" }}>
        From {from}, since <When at={since} zone="UTC" />
        {!current && `, seen ${formatSpan(now.getTime() - lastSeen.getTime())} ago`}
      </Text>
    </div>
  );
}
