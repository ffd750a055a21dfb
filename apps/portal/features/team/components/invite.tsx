"use client";
import { Button, Code, CopyButton, Group, Text, Title } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Panel } from "#components/panel.tsx";

/** The code that lets somebody in, and the link that carries it. */
export function Invite({ course, inviteCode }: { course: string; inviteCode: string }) {
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
