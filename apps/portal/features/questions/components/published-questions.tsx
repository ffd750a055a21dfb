"use client";
import { Anchor, Stack, Text, TextInput, Title } from "@mantine/core";
import Link from "next/link";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import { Written } from "#components/written.tsx";
import type { PublishedCard } from "../view.ts";

/** Answered questions for all, with a search over their words. */
export function PublishedQuestions({
  course,
  published,
  zone,
  text,
  search,
}: {
  course: string;
  published: PublishedCard[];
  zone: string;
  text: string;
  search: (text: string) => void;
}) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="sm">
        Answered for all
      </Title>
      <TextInput
        label="Search"
        type="search"
        maxLength={200}
        mb="md"
        value={text}
        onChange={({ currentTarget }) => search(currentTarget.value)}
      />
      {published.length === 0 && (
        <Text c="dimmed" role="status">
          {text.trim() === ""
            ? "Nothing is published yet. Answers of use to all teams will be here."
            : `No published question has “${text.trim()}”. Search for another word, or ask the staff.`}
        </Text>
      )}
      <Stack gap="xl">
        {published.map((one) => (
          <article key={one.id}>
            <Title order={3} size="h5" style={{ overflowWrap: "anywhere" }}>
              <Anchor component={Link} href={`/c/${course}/questions/${one.id}`} inherit>
                {one.title}
              </Anchor>
            </Title>
            <PublishedWords published={one} zone={zone} />
          </article>
        ))}
      </Stack>
    </Panel>
  );
}

/** Question and answer as they were published. */
export function PublishedWords({ published, zone }: { published: PublishedCard; zone: string }) {
  return (
    <>
      <Text fz="sm" c="dimmed">
        published <When at={published.publishedAt} zone={zone} weekday={false} />
      </Text>
      <Written html={published.question} />
      <Text fw={600} fz="sm">
        Answer
      </Text>
      <Written html={published.answer} />
    </>
  );
}
