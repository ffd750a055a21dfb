"use client";
import type { ProposedChange } from "@gradmark/contract";
import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";

type Change = Pick<ProposedChange, "rules" | "addAdjustments" | "revokeAdjustments">;

/** Names a change and its reason, and leads to the page that shows whose points it would move. */
export function ProposeBar({ course, change }: { course: string; change: Change | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [title, setTitle] = useState("");
  const [why, setWhy] = useState("");
  const propose = useMutation(
    trpc.changes.propose.mutationOptions({
      onSuccess: ({ id }) => router.push(`/c/${course}/staff/changes/${id}`),
    }),
  );
  const isReady = change !== null && title.trim() !== "" && why.trim() !== "";
  return (
    <Stack gap="xs">
      <TextInput label="Name of the change" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <TextInput
        label="Why (stands in the ledger)"
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Button
        w="fit-content"
        disabled={!isReady}
        loading={propose.isPending}
        onClick={() => change && propose.mutate({ course, title, why, change })}
      >
        Show whose total would move
      </Button>
      {propose.error && <Notice state="bad">{propose.error.message}</Notice>}
    </Stack>
  );
}
