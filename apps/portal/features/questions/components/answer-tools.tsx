"use client";
import { Title } from "@mantine/core";
import { Panel } from "#components/panel.tsx";
import { DuplicateForm } from "./duplicate-form.tsx";
import { type Publication, PublishForm } from "./publish-form.tsx";

/** What the staff may do with a question besides answering it. */
export function AnswerTools({
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
  return (
    <>
      <Panel>
        <Title order={2} size="h4" mb="sm">
          {published ? "Change what is published" : "Publish for all"}
        </Title>
        {/* A new answer makes a new proposal, as long as nothing is published. */}
        <PublishForm
          key={published ? "published" : draft.answer}
          course={course}
          question={question}
          draft={draft}
          published={published}
        />
      </Panel>
      <Panel>
        <Title order={2} size="h4" mb="sm">
          Asked before
        </Title>
        <DuplicateForm course={course} question={question} />
      </Panel>
    </>
  );
}
