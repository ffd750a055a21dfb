"use client";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { WordsField } from "#components/words-field.tsx";

export interface Publication {
  title: string;
  question: string;
  answer: string;
}

/** Question and answer for everybody, in words that do not tell who asked. */
export function PublishForm({
  course,
  question,
  draft,
  published,
}: {
  course: string;
  question: string;
  draft: Publication;
  published: boolean;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [words, setWords] = useState(draft);
  const done = { onSuccess: () => queries.invalidateQueries(trpc.questions.pathFilter()) };
  const publish = useMutation(trpc.questions.publish.mutationOptions(done));
  const hide = useMutation(trpc.questions.hide.mutationOptions(done));
  const empty = Object.values(words).some((text) => text.trim() === "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate({ course, question, published: words });
      }}
    >
      <Stack gap="sm">
        <Text fz="sm">The team is not named. Take names and own code out of the text before you publish it.</Text>
        <PublicationFields course={course} words={words} change={setWords} />
        <Group gap="xs">
          <Button type="submit" variant="default" loading={publish.isPending} disabled={empty}>
            {published ? "Publish the change" : "Publish"}
          </Button>
          {published && (
            <Button variant="default" loading={hide.isPending} onClick={() => hide.mutate({ course, question })}>
              Take it back
            </Button>
          )}
        </Group>
        {publish.data?.ok === false && <Notice state="bad">{publish.data.message}</Notice>}
        {publish.error && <Notice state="fault">{publish.error.message}</Notice>}
        {hide.error && <Notice state="fault">{hide.error.message}</Notice>}
      </Stack>
    </form>
  );
}

function PublicationFields({
  course,
  words,
  change,
}: {
  course: string;
  words: Publication;
  change: (words: Publication) => void;
}) {
  return (
    <>
      <TextInput
        label="Title for all"
        maxLength={200}
        value={words.title}
        onChange={({ currentTarget }) => change({ ...words, title: currentTarget.value })}
      />
      <WordsField
        course={course}
        label="Question for all"
        rows={2}
        value={words.question}
        onChange={(text) => change({ ...words, question: text })}
      />
      <WordsField
        course={course}
        label="Answer for all"
        rows={2}
        value={words.answer}
        onChange={(text) => change({ ...words, answer: text })}
      />
    </>
  );
}
