"use client";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { AskForm } from "./ask-form.tsx";
import { PublishedQuestions } from "./published-questions.tsx";
import { QuestionList } from "./question-list.tsx";

/** Questions to the staff: the reader's own, for the staff all, and the published ones for everybody. */
export function QuestionsPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const { data, error } = useQuery(
    trpc.questions.list.queryOptions({ course, text }, { placeholderData: (before) => before }),
  );
  const staff = data?.staff === true;
  return (
    <>
      <PageTitle
        lead={
          staff
            ? "Open ones first. What you answer, only the team reads, until you publish it."
            : "What you ask, only your team and the staff read. An answer of use to all is published without your name."
        }
      >
        Questions
      </PageTitle>
      {error && <Notice state="fault">{error.message}</Notice>}
      {data && (
        <Stack gap="lg">
          {!staff && <AskForm course={course} />}
          <QuestionList course={course} questions={data.questions} zone={data.zone} staff={staff} />
          <PublishedQuestions
            course={course}
            published={data.published}
            zone={data.zone}
            text={text}
            search={setText}
          />
        </Stack>
      )}
    </>
  );
}
