"use client";
import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useDeferredValue, useRef, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { formatCount } from "#components/format.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { Dates } from "#features/course/components/dates.tsx";
import { BoardControls, type Wanted } from "./board-controls.tsx";
import { BoardTable } from "./board-table.tsx";
import { History } from "./history.tsx";
import { MoreLines } from "./more-lines.tsx";
import { OwnPlace } from "./own-place.tsx";
import { ShakeUp } from "./shake-up.tsx";

/** Where everybody stands: public scores while the course runs, private ones after the reveal. */
export function Board({ course }: { course: string }) {
  const trpc = useTRPC();
  const [wanted, setWanted] = useState<Wanted>({ top: 50, search: "" });
  const [settled] = useDebouncedValue(wanted, 200);
  const [chosen, setChosen] = useState<string | undefined>();
  const history = useRef<HTMLElement>(null);
  // Deferred: what is shown stays until its successor is there.
  const { data } = useSuspenseQuery(trpc.board.show.queryOptions({ course, ...useDeferredValue(settled) }));
  const team = useDeferredValue(chosen);
  const { lines, teams, revealed, next } = data;
  const zone = data.course.timeZone;
  const table = {
    revealed,
    zone,
    benchmark: data.benchmark,
    since: data.since,
    ...(!data.anonymous && {
      onChoose: (id: string) => {
        setChosen(id);
        history.current?.focus();
      },
    }),
  };
  return (
    <>
      <PageTitle lead={revealed ? <RevealedLead /> : <PublicLead share={data.publicShare} metric={data.metric} />}>
        Board
      </PageTitle>
      <Dates course={data.course} now={data.now} />
      <OwnPlace own={data.own} hasTeam={data.hasTeam} course={course} revealed={revealed} />
      {data.anonymous && <AnonymousNote />}
      {teams === 0 && !data.benchmark ? (
        <Text mt="lg">Nothing is scored yet. The first entry that is scored appears here by itself.</Text>
      ) : (
        <>
          <BoardControls course={course} wanted={wanted} onChange={setWanted} />
          <div aria-live="polite" className="visually-hidden">
            {settled.search !== "" && `${formatCount(lines.length)} found`}
          </div>
          <Panel mt="sm" p={0} style={{ overflow: "hidden" }}>
            {next === null || settled.search !== "" ? (
              <BoardTable lines={lines} {...table} />
            ) : (
              <MoreLines key={`${next}`} course={course} lines={lines} from={next} teams={teams} table={table} />
            )}
          </Panel>
          {settled.search !== "" && lines.length === 0 && (
            <Text mt="sm">No team on the board has this in its name. Teams without a scored entry are not on it.</Text>
          )}
        </>
      )}
      {data.moved && <ShakeUp moved={data.moved} teams={teams} />}
      <section ref={history} tabIndex={-1} aria-label="Over time">
        <History course={course} team={team} zone={zone} />
      </section>
    </>
  );
}

function PublicLead({ share, metric }: { share: number; metric: string }) {
  return `Best entry of each team by ${metric} on the public ${Math.round(share * 100)} % of the test rows. The final ranking uses the other rows, so it may differ.`;
}

function RevealedLead() {
  return "Final entries by their score on the private rows, with the change of place against the public board.";
}

function AnonymousNote() {
  return (
    <Text mt="md" c="dimmed" fz="sm">
      This board is anonymous: other teams stand here under made-up names, and they see one in place of yours.
    </Text>
  );
}
