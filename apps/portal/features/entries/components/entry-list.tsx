"use client";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { formatScore } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { StateBadge, shownState } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import { type EntryView, entryWord } from "../view.ts";
import classes from "./entry-list.module.css";
import { FinalRule } from "./final-rule.tsx";
import { QueuePlace } from "./queue-place.tsx";
import { TriesLedger } from "./tries-ledger.tsx";

/** All entries of the team, newest first, with what became of them. */
export function EntryList({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.entries.list.queryOptions({ course }));
  return (
    <>
      <PageTitle>Entries</PageTitle>
      {data.entries.length === 0 ? (
        <Notice state="waiting" title="No entries yet">
          <Text mb="sm">Here you will see every predictions file of your team, its score, and which one counts.</Text>
          <Button component={Link} href={`/c/${course}/${data.team === null ? "team" : "submit"}`}>
            {data.team === null ? "Be in a team" : "Upload predictions"}
          </Button>
        </Notice>
      ) : (
        <>
          <Group justify="space-between" mb="md" gap="sm">
            <FinalRule final={data.final} closed={data.closed} />
            {!data.closed && (
              <Button component={Link} href={`/c/${course}/submit`}>
                Upload predictions
              </Button>
            )}
          </Group>
          <ul className={classes.list}>
            {data.entries.map((entry) => (
              <Row key={entry.id} course={course} entry={entry} zone={data.course.timeZone} />
            ))}
          </ul>
          <TriesLedger course={course} />
        </>
      )}
    </>
  );
}

function Row({ course, entry, zone }: { course: string; entry: EntryView; zone: string }) {
  return (
    <li className={classes.row} data-final={entry.final || undefined}>
      <div className={classes.what}>
        <Anchor component={Link} href={`/c/${course}/entries/${entry.id}`} fw={600} underline="hover">
          {entry.fileName}
        </Anchor>
        {entry.description !== "" && <Text fz="sm">{entry.description}</Text>}
        <Text c="dimmed" fz="sm">
          <When at={entry.uploadedAt} zone={zone} />
        </Text>
      </div>
      <div className={classes.state}>
        <StateBadge state={shownState(entry.state)}>{entryWord(entry.state)}</StateBadge>
        {entry.final && <StateBadge state="good">Final entry</StateBadge>}
        <QueuePlace job={entry.job} />
      </div>
      <div className={classes.score}>
        <span className={classes.value}>{entry.publicScore ? formatScore(entry.publicScore) : "–"}</span>
        <Text c="dimmed" fz="xs">
          public score
        </Text>
        {entry.privateScore && (
          <>
            <span className={classes.value}>{formatScore(entry.privateScore)}</span>
            <Text c="dimmed" fz="xs">
              private score
            </Text>
          </>
        )}
      </div>
    </li>
  );
}
