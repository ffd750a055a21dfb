"use client";
import { Button, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { goToUniversity } from "#client/accounts.ts";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Section } from "./section.tsx";

/** Whether the university's sign-in service opens this account. */
export function UniversityPanel({ label, connected }: { label: string; connected: boolean }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries(trpc.account.settings.queryFilter());
  const disconnect = useMutation(
    trpc.account.disconnect.mutationOptions({
      onSuccess: (answer) => (answer.ok ? refresh() : setProblem(answer.message)),
      onError: (error) => setProblem(error.message),
    }),
  );
  const connect = async () => {
    const attempt = await goToUniversity({ connect: true });
    if (!attempt.ok) setProblem(attempt.message);
  };
  return (
    <Section title={`Sign-in with ${label}`}>
      <Stack align="flex-start">
        {connected && <Notice state="good">It is connected: you can sign in with it.</Notice>}
        {problem && <Notice state="bad">{problem}</Notice>}
        {connected ? (
          <Button variant="default" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
            Disconnect {label}
          </Button>
        ) : (
          <Button variant="default" onClick={() => void connect()}>
            Connect {label}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
