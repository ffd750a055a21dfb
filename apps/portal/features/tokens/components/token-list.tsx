"use client";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { formatSpan } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { TokenView } from "../view.ts";
import classes from "./token-list.module.css";

export function TokenList({ tokens, now }: { tokens: readonly TokenView[]; now: Date }) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="sm">
        Your tokens
      </Title>
      {tokens.length === 0 ? (
        <Text c="dimmed">
          None yet. Each token that you make is listed here, with its last use, until you revoke it.
        </Text>
      ) : (
        <ul className={classes.list}>
          {tokens.map((token) => (
            <li key={token.id}>
              <Token token={token} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Token({ token, now }: { token: TokenView; now: Date }) {
  const { name, hint, scope, course, expiresAt, lastUsedAt, state } = token;
  const used = lastUsedAt ? `last used ${formatSpan(now.getTime() - lastUsedAt.getTime())} ago` : "never used";
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {name} <code>…{hint}</code>
        </Text>
        <StateBadge state={state === "good" ? "good" : "bad"}>{words[state]}</StateBadge>
      </Group>
      <Text fz="sm">
        {scope === "submit" ? "Reads and submits" : "Reads only"}; {course === null ? "all courses" : `only ${course}`};{" "}
        {used}
      </Text>
      <Text fz="sm" c="dimmed">
        {state === "expired" ? "Expired" : "Expires"} <When at={expiresAt} zone="UTC" />
      </Text>
      {state === "good" && <Revoke id={token.id} name={name} />}
    </Stack>
  );
}

const words: Record<TokenView["state"], string> = { good: "In use", revoked: "Revoked", expired: "Expired" };

/** Revoking cannot be taken back, so it asks once more, by name. */
function Revoke({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  if (!asking)
    return (
      <Button variant="default" size="sm" className={classes.action ?? ""} onClick={() => setAsking(true)}>
        Revoke<span className="visually-hidden"> {name}</span>
      </Button>
    );
  return (
    <>
      <Notice state="waiting">
        Programs that use “{name}” are refused from then on. This cannot be undone; you can make another token.
      </Notice>
      {revoke.error && <Notice state="fault">{revoke.error.message}</Notice>}
      <Group gap="xs">
        <Button color="red" size="sm" loading={revoke.isPending} onClick={() => revoke.mutate({ token: id })}>
          Revoke “{name}”
        </Button>
        <Button variant="default" size="sm" onClick={() => setAsking(false)}>
          Keep it
        </Button>
      </Group>
    </>
  );
}
