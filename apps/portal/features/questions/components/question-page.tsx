"use client";
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { AnswerTools } from "./answer-tools.tsx";
import { MessageForm } from "./message-form.tsx";
import { PublishedWords } from "./published-questions.tsx";
import { QuestionState } from "./question-state.tsx";
import { Thread } from "./thread.tsx";

/** One question: all that was written, for those who asked and the staff; what was published, for everybody. */
export function QuestionPage({ course, question: id }: { course: string; question: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.questions.show.queryOptions({ course, question: id }));
  const { question, published, messages, zone, staff, own, draft, duplicateOf } = data;
  return (
    <>
      <PageTitle lead={question?.from && `Asked by ${question.from}`}>
        <span style={{ overflowWrap: "anywhere" }}>{question?.title ?? published?.title}</span>
      </PageTitle>
      <Stack gap="lg">
        {question && (
          <Panel>
            <QuestionState state={question.state} />
            <Thread messages={messages} zone={zone} />
            {duplicateOf && (
              <Notice state="good">
                The same was asked before:{" "}
                <Anchor component={Link} href={`/c/${course}/questions/${duplicateOf.id}`}>
                  {duplicateOf.title}
                </Anchor>
              </Notice>
            )}
            {own && !staff && <MessageForm course={course} question={id} as="team" />}
            {staff && <MessageForm course={course} question={id} as="staff" />}
          </Panel>
        )}
        {published && (
          <Panel>
            <Title order={2} size="h4" mb="xs">
              {question ? "As everybody reads it" : "Question"}
            </Title>
            <PublishedWords published={published} zone={zone} />
          </Panel>
        )}
        {own && !published && !staff && (
          <Text c="dimmed" fz="sm">
            Only your team and the staff read this.
          </Text>
        )}
        {draft && <AnswerTools course={course} question={id} draft={draft} published={published !== null} />}
        <Anchor component={Link} href={`/c/${course}/questions`}>
          All questions
        </Anchor>
      </Stack>
    </>
  );
}
