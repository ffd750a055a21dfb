"use client";
import { Button, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { WordsField } from "#components/words-field.tsx";

/** More words of the team, or the staff's answer. */
export function MessageForm({ course, question, as }: { course: string; question: string; as: "team" | "staff" }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [body, setBody] = useState("");
  const done = {
    onSuccess: (answer: { ok: boolean }) => {
      if (answer.ok) setBody("");
      return queries.invalidateQueries(trpc.questions.pathFilter());
    },
  };
  const add = useMutation(trpc.questions.add.mutationOptions(done));
  const answer = useMutation(trpc.questions.answer.mutationOptions(done));
  const send = as === "team" ? add : answer;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ course, question, body });
      }}
    >
      <Stack gap="sm">
        <WordsField
          course={course}
          label={as === "team" ? "Add to the question" : "Answer, for the team"}
          rows={3}
          value={body}
          onChange={setBody}
        />
        <Button
          type="submit"
          variant={as === "team" ? "default" : "filled"}
          loading={send.isPending}
          disabled={body.trim() === ""}
          style={{ alignSelf: "start" }}
        >
          {as === "team" ? "Add" : "Answer"}
        </Button>
        {send.data?.ok === false && <Notice state="bad">{send.data.message}</Notice>}
        {send.error && <Notice state="fault">{send.error.message}</Notice>}
      </Stack>
    </form>
  );
}
