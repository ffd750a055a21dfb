"use client";
import { Button, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";

/** Joins by invite code; an invite link brings the code along (`?code=`). */
export function JoinTeam({ course }: { course: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [inviteCode, setInviteCode] = useState(useSearchParams().get("code") ?? "");
  const join = useMutation(
    trpc.team.join.mutationOptions({
      onSuccess: async ({ ok }) => {
        if (!ok) return;
        await queries.invalidateQueries();
        router.replace(`/c/${course}/team`);
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate({ course, inviteCode });
  };
  return (
    <Panel>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            Join a team
          </Title>
          <TextInput
            label="Invite code"
            description="A member finds it on this page."
            value={inviteCode}
            onChange={(event) => setInviteCode(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            required
            withAsterisk={false}
          />
          {join.data?.ok === false && <Notice state="bad">{join.data.message}</Notice>}
          {join.error && <Notice state="fault">{join.error.message}</Notice>}
          <Button type="submit" variant="default" loading={join.isPending}>
            Join the team
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
