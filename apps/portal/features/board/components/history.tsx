"use client";
import { Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { countOf, formatScore } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import { ClassTable, TeamTable } from "./history-table.tsx";
import { TimeChart } from "./time-chart.tsx";

/** Public scores over time: of one team, and of the class at each midnight. */
export function History({ course, team, zone }: { course: string; team: string | undefined; zone: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.board.history.queryOptions({ course, ...(team !== undefined && { team }) }));
  const format = (score: number) => formatScore({ score, rows: data.rows });
  const end = data.class.at(-1)?.at ?? new Date();
  return (
    <Panel mt="lg">
      <Title order={2} size="h4">
        Over time
      </Title>
      <Text c="dimmed" fz="sm" mb="md">
        Public scores only.
      </Text>
      {data.team && data.team.best.length > 0 && (
        <TeamFigure team={data.team} {...{ format, end, zone, benchmark: data.benchmark }} />
      )}
      {data.class.length > 0 ? (
        <ClassFigure days={data.class} {...{ format, end, zone, benchmark: data.benchmark }} />
      ) : (
        <Text>Nothing is scored yet. The lines begin with the first score.</Text>
      )}
    </Panel>
  );
}

interface Frame {
  format: (score: number) => string;
  end: Date;
  zone: string;
  benchmark: number | null;
}

export interface TeamReadings {
  name: string;
  own: boolean;
  best: { at: Date; score: number | null }[];
  entries: { at: Date; score: number }[];
}

function TeamFigure({ team, ...frame }: Frame & { team: TeamReadings }) {
  const last = team.best.at(-1);
  const first = team.best.find(({ score }) => score !== null);
  const told =
    last && last.score !== null && first && first.score !== null
      ? `from ${frame.format(first.score)} to ${frame.format(last.score)}`
      : "no score now";
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>
        <strong>{team.name}</strong>
        {`: best public score, ${told}, in ${countOf(team.best.length, "step")}`}
      </figcaption>
      <TimeChart
        {...frame}
        label={`Best public score of ${team.name} over time, ${told}. The table below has the numbers.`}
        series={[
          {
            name: "best so far",
            look: "best",
            steps: true,
            readings: team.best.map(({ at, score }) => ({ at, value: score })),
          },
        ]}
        {...(team.entries.length > 0 && {
          dots: { name: "an entry", readings: team.entries.map(({ at, score }) => ({ at, value: score })) },
        })}
      />
      <TeamTable team={team} {...frame} />
    </figure>
  );
}

export interface ClassReadings {
  at: Date;
  teams: number;
  best: number;
  upper: number;
  median: number;
  lower: number;
}

function ClassFigure({ days, ...frame }: Frame & { days: ClassReadings[] }) {
  const now = days.at(-1);
  const pick = (key: "best" | "upper" | "median" | "lower") => days.map((day) => ({ at: day.at, value: day[key] }));
  const told = now
    ? `now the best of ${countOf(now.teams, "team")} has ${frame.format(now.best)}, the median is ${frame.format(now.median)}`
    : "";
  return (
    <figure style={{ margin: "1.5rem 0 0" }}>
      <figcaption>
        <strong>The class</strong>
        {`: ${told}`}
      </figcaption>
      <TimeChart
        {...frame}
        label={`Public scores of the class over time, ${told}. The table below has the numbers.`}
        series={[
          { name: "best team", look: "best", readings: pick("best") },
          { name: "median", look: "median", readings: pick("median") },
        ]}
        band={{ name: "middle half", upper: pick("upper"), lower: pick("lower") }}
      />
      {days.length === 1 && (
        <Text fz="sm" c="dimmed">
          The lines grow by one point each midnight.
        </Text>
      )}
      <ClassTable days={days} {...frame} />
    </figure>
  );
}
