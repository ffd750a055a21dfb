"use client";
import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";

/** Answers a question by a published one that says the same. */
export function DuplicateForm({ course, question }: { course: string; question: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.questions.list.queryOptions({ course, text: "" }));
  const [of, setOf] = useState("");
  const mark = useMutation(
    trpc.questions.markDuplicate.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.questions.pathFilter()),
    }),
  );
  const others = (data?.published ?? []).filter(({ id }) => id !== question);
  if (others.length === 0)
    return <Text c="dimmed">No other question is published yet. When one is, this can refer to it.</Text>;
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Published question that says the same"
        value={of}
        onChange={({ currentTarget }) => setOf(currentTarget.value)}
        data={[{ value: "", label: "Choose one" }, ...others.map(({ id, title }) => ({ value: id, label: title }))]}
      />
      <Button
        variant="default"
        loading={mark.isPending}
        disabled={of === ""}
        onClick={() => mark.mutate({ course, question, of })}
        style={{ alignSelf: "start" }}
      >
        Refer the team to it
      </Button>
      {mark.data?.ok === false && <Notice state="bad">{mark.data.message}</Notice>}
      {mark.error && <Notice state="fault">{mark.error.message}</Notice>}
    </Stack>
  );
}
