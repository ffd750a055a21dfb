"use client";
import { Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { TeamCard } from "../view.ts";
import { Confirm } from "./confirm.tsx";

/** Out of the team, while it has not begun; afterwards the reason why nobody can. */
export function LeaveTeam({ course, team }: { course: string; team: TeamCard }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const leave = useMutation(
    trpc.team.leave.mutationOptions({
      onSuccess: async ({ ok }) => {
        if (!ok) return;
        await queries.invalidateQueries();
        router.refresh();
      },
    }),
  );
  const alone = team.members.length === 1;
  return (
    <Panel>
      <Title order={2} size="h4" mb={4}>
        Leave
      </Title>
      {team.started ? (
        <Text>
          This team has used a try or handed in, so nobody can leave it any more: its tries would count twice. Ask the
          staff if it must change.
        </Text>
      ) : (
        <>
          <Text mb="sm">
            {alone
              ? "You are its only member: with you it ends, and its name is free again."
              : "Possible until the team uses its first try."}
          </Text>
          <Confirm
            label="Leave"
            about={team.name}
            question={alone ? `“${team.name}” ends with you.` : `You will be in no team.`}
            loading={leave.isPending}
            onConfirm={() => leave.mutate({ course })}
          />
        </>
      )}
      {leave.data?.ok === false && <Notice state="bad">{leave.data.message}</Notice>}
      {leave.error && <Notice state="fault">{leave.error.message}</Notice>}
    </Panel>
  );
}
