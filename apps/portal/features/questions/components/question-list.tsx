"use client";
import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import type { QuestionCard } from "../view.ts";
import { QuestionState } from "./question-state.tsx";

/** The questions of the reader's team, or for the staff of all teams. */
export function QuestionList({
  course,
  questions,
  zone,
  staff,
}: {
  course: string;
  questions: QuestionCard[];
  zone: string;
  staff: boolean;
}) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="sm">
        {staff ? "All questions" : "Your questions"}
      </Title>
      {questions.length === 0 && (
        <Text c="dimmed">
          {staff
            ? "No team has asked anything yet. Questions will be here, the longest waiting first."
            : "None yet. Ask above; the answer will be here, and in your notices."}
        </Text>
      )}
      <Stack gap="md">
        {questions.map(({ id, title, state, published, from, changedAt }) => (
          <div key={id}>
            <Group justify="space-between" gap="xs" align="start">
              <Anchor
                component={Link}
                href={`/c/${course}/questions/${id}`}
                fw={600}
                style={{ overflowWrap: "anywhere", minWidth: 0 }}
              >
                {title}
              </Anchor>
              <QuestionState state={state} />
            </Group>
            <Text fz="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {from && `${from} · `}
              <When at={changedAt} zone={zone} weekday={false} />
              {published && " · published"}
            </Text>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
