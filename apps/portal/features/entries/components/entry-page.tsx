"use client";
import { Anchor, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Histogram } from "#components/histogram.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { ProblemList } from "#components/problem-list.tsx";
import { When } from "#components/when.tsx";
import { ChooseFinal } from "./choose-final.tsx";
import { EntryFacts } from "./entry-facts.tsx";
import { EntryScore } from "./entry-score.tsx";
import { EntryStatus } from "./entry-status.tsx";

/** One entry: its state while it moves, then its score and what is in the file. */
export function EntryPage({ course, entry: id }: { course: string; entry: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.entries.show.queryOptions({ course, entry: id }));
  const { entry, labels, rows } = data;
  const zone = data.course.timeZone;
  return (
    <>
      <Anchor component={Link} href={`/c/${course}/entries`} fz="sm">
        All entries
      </Anchor>
      <PageTitle
        lead={
          <>
            Uploaded <When at={entry.uploadedAt} zone={zone} />
            {entry.description !== "" && `. ${entry.description}`}
          </>
        }
      >
        {entry.fileName}
      </PageTitle>
      <Stack gap="lg">
        <EntryStatus course={course} entry={entry} now={data.now} />
        {entry.problems.length > 0 && <ProblemList title="What is wrong with the file" problems={entry.problems} />}
        {entry.state === "done" && (
          <SimpleGrid cols={{ base: 1, sm: entry.privateScore ? 2 : 1 }}>
            {entry.publicScore && <EntryScore title="Public score" scored={entry.publicScore} />}
            {entry.privateScore && <EntryScore title="Private score" scored={entry.privateScore} />}
          </SimpleGrid>
        )}
        {entry.state === "done" && (
          <ChooseFinal course={course} entry={entry} final={data.final} closed={data.closed} />
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {labels && (
            <Panel>
              <Histogram caption="Predicted labels" counts={labels} />
            </Panel>
          )}
          <Panel>
            <Title order={2} size="h5" mb="xs">
              File
            </Title>
            <EntryFacts entry={entry} rows={rows} zone={zone} />
          </Panel>
        </SimpleGrid>
        {!entry.privateScore && (
          <Text c="dimmed" fz="sm">
            The public score is computed on a part of the test rows. The rest stays hidden until the course is revealed.
          </Text>
        )}
      </Stack>
    </>
  );
}
