"use client";
import { Button, Code, CopyButton, Group, Stack, Text, Title } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import type { TeamCard } from "../view.ts";

export function OwnTeam({
  course,
  team,
  sizes,
}: {
  course: string;
  team: TeamCard;
  sizes: { min: number; max: number };
}) {
  const missing = Math.max(0, sizes.min - team.members.length);
  return (
    <Stack gap="lg">
      <Panel>
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4">
            Members
          </Title>
          {team.admitted ? (
            <StateBadge state="good">Admitted to the competition</StateBadge>
          ) : (
            <StateBadge state="waiting">{`${countOf(missing, "member")} missing`}</StateBadge>
          )}
        </Group>
        <Stack gap="xs">
          {team.members.map(({ name, email, isReader }) => (
            <div key={email}>
              <Text fw={600}>
                {name}
                {isReader && " (you)"}
              </Text>
              <Text c="dimmed" fz="sm">
                {email}
              </Text>
            </div>
          ))}
        </Stack>
      </Panel>
      {team.members.length < sizes.max && <Invite course={course} inviteCode={team.inviteCode} />}
    </Stack>
  );
}

function Invite({ course, inviteCode }: { course: string; inviteCode: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const renew = useMutation(trpc.team.renewInvite.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const origin = useMounted() ? window.location.origin : "";
  return (
    <Panel>
      <Title order={2} size="h4" mb={4}>
        Invite
      </Title>
      <Text mb="sm">Give this code to those who should join, and to nobody else: whoever has it becomes a member.</Text>
      <Code block fz="md" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
        {inviteCode}
      </Code>
      <Group mt="sm" gap="xs">
        <Copy value={inviteCode} label="Copy the code" />
        <Copy value={`${origin}/c/${course}/team?code=${inviteCode}`} label="Copy an invite link" />
        <Button variant="subtle" loading={renew.isPending} onClick={() => renew.mutate({ course })}>
          Replace the code
        </Button>
      </Group>
    </Panel>
  );
}

function Copy({ value, label }: { value: string; label: string }) {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy}>
          {copied ? "Copied" : label}
        </Button>
      )}
    </CopyButton>
  );
}
