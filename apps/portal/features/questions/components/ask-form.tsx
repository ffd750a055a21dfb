"use client";
import { Button, Stack, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { WordsField } from "#components/words-field.tsx";

/** A new question. */
export function AskForm({ course }: { course: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const ask = useMutation(
    trpc.questions.ask.mutationOptions({
      onSuccess: (done) => done.ok && router.push(`/c/${course}/questions/${done.question}`),
    }),
  );
  return (
    <Panel>
      <Title order={2} size="h4" mb="sm">
        Ask the staff
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ course, title, body });
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Question in one line"
            required
            withAsterisk={false}
            maxLength={200}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <WordsField course={course} label="Details" rows={3} value={body} onChange={setBody} />
          <Button
            type="submit"
            loading={ask.isPending}
            disabled={title.trim() === "" || body.trim() === ""}
            style={{ alignSelf: "start" }}
          >
            Ask
          </Button>
        </Stack>
      </form>
      {ask.data?.ok === false && <Notice state="bad">{ask.data.message}</Notice>}
      {ask.error && <Notice state="fault">{ask.error.message}</Notice>}
    </Panel>
  );
}
