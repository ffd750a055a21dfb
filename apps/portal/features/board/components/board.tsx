"use client";
import { Box, Button, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { Dates } from "#features/course/components/dates.tsx";
import type { BoardLine } from "../view.ts";
import { BoardTable } from "./board-table.tsx";

/** Where everybody stands: public scores while the course runs, private ones after the reveal. */
export function Board({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.board.show.queryOptions({ course }));
  const { lines, teams, revealed, publicShare } = data;
  const shown = lines.filter(({ kind }) => kind === "team").length;
  return (
    <>
      <PageTitle lead={revealed ? <RevealedLead /> : <PublicLead share={publicShare} metric={data.metric} />}>
        Board
      </PageTitle>
      <Dates course={data.course} now={data.now} />
      <Own lines={lines} hasTeam={data.hasTeam} course={course} revealed={revealed} />
      {lines.length === 0 ? (
        <Text mt="lg">Nothing is scored yet. The first entry that is scored appears here by itself.</Text>
      ) : (
        <Panel mt="lg" p={0} style={{ overflow: "hidden" }}>
          <BoardTable lines={lines} revealed={revealed} zone={data.course.timeZone} />
        </Panel>
      )}
      {teams > shown && (
        <Text mt="sm" c="dimmed">
          {`The best ${shown} of ${countOf(teams, "team")}; your own is always shown.`}
        </Text>
      )}
    </>
  );
}

function PublicLead({ share, metric }: { share: number; metric: string }) {
  return `Best entry of each team by ${metric} on the public ${Math.round(share * 100)} % of the test rows. The final ranking uses the other rows, so it may differ.`;
}

function RevealedLead() {
  return "Final entries by their score on the private rows, with the change of place against the public board.";
}

/** The reader's question first: where are we? */
function Own({
  lines,
  hasTeam,
  course,
  revealed,
}: {
  lines: BoardLine[];
  hasTeam: boolean;
  course: string;
  revealed: boolean;
}) {
  const own = lines.find((line) => line.own);
  if (own) return <OwnPlace own={own} revealed={revealed} />;
  const next = hasTeam
    ? { text: "Your team has no scored entry yet.", href: `/c/${course}/submit`, label: "Upload predictions" }
    : { text: "You are in no team yet.", href: `/c/${course}/team`, label: "Create or join a team" };
  return (
    <Text mt="md">
      {next.text}{" "}
      <Button component={Link} href={next.href} size="compact-sm" variant="light">
        {next.label}
      </Button>
    </Text>
  );
}

function OwnPlace({ own, revealed }: { own: BoardLine; revealed: boolean }) {
  const place = own.private?.place ?? own.place;
  const beats = own.beatsBenchmark;
  return (
    <Box mt="md">
      <Notice state={beats === false ? (revealed ? "bad" : "waiting") : "good"}>
        <strong>{own.name}</strong>
        {`: place ${place ?? "–"}${own.tied ? " (shared)" : ""}`}
        {beats === true && "; beats the benchmark."}
        {beats === false && `; does not beat the benchmark${revealed ? "." : " yet."}`}
      </Notice>
    </Box>
  );
}
