"use client";
import type { Scored } from "@gradmark/contract";
import { formatScore } from "#components/format.ts";
import { When } from "#components/when.tsx";
import type { BoardLine } from "../view.ts";
import classes from "./board.module.css";
import { Interval, type Scale, scaleOf } from "./interval.tsx";

export function BoardTable({ lines, revealed, zone }: { lines: BoardLine[]; revealed: boolean; zone: string }) {
  const scale = scaleOf(lines.map(decisive));
  const benchmark = lines.find(({ kind }) => kind === "benchmark");
  const mark = benchmark ? decisive(benchmark).score : null;
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">
        {revealed ? "Final ranking by private score" : "Ranking by public score"}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={classes.number}>
            Place
          </th>
          <th scope="col">Team</th>
          <th scope="col" className={classes.number}>
            {revealed ? "Private" : "Score"}
          </th>
          {revealed && (
            <th scope="col" className={`${classes.number} ${classes.wide}`}>
              Public
            </th>
          )}
          <th scope="col" className={`${classes.drawing} ${classes.wide}`}>
            95 % interval
          </th>
          <th scope="col" className={classes.wide}>
            Uploaded
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} scale={scale} benchmark={mark} zone={zone} />
        ))}
      </tbody>
    </table>
  );
}

/** The score that orders the board. */
function decisive(line: BoardLine): Scored {
  return line.private?.score ?? line.public;
}

function Line({
  line,
  scale,
  benchmark,
  zone,
}: {
  line: BoardLine;
  scale: Scale;
  benchmark: number | null;
  zone: string;
}) {
  const score = decisive(line);
  const kind = line.kind === "benchmark" ? classes.benchmark : line.own ? classes.own : undefined;
  const drawing = <Interval score={score} scale={scale} benchmark={benchmark} kind={line.kind} />;
  return (
    <tr className={kind} aria-current={line.own ? "true" : undefined}>
      <td className={classes.number}>
        <Place line={line} />
      </td>
      <td className={classes.name}>
        {line.kind === "benchmark" ? <em>Benchmark (reference model)</em> : line.name}
        {line.own && <strong> · your team</strong>}
        <div className={classes.below}>
          {drawing}
          <div className={classes.range}>{formatInterval(score)}</div>
        </div>
      </td>
      <td className={classes.number}>
        <span className={classes.score}>{formatScore(score)}</span>
        <div className={`${classes.range} ${classes.wide}`}>{formatInterval(score)}</div>
      </td>
      {line.private && <td className={`${classes.number} ${classes.wide}`}>{formatScore(line.public)}</td>}
      <td className={`${classes.drawing} ${classes.wide}`}>{drawing}</td>
      <td className={classes.wide}>
        <When at={line.uploadedAt} zone={zone} weekday={false} />
      </td>
    </tr>
  );
}

function Place({ line }: { line: BoardLine }) {
  const place = line.private ? line.private.place : line.place;
  if (place === null) return "–";
  return (
    <>
      {place}
      {line.tied && (
        <>
          <span aria-hidden="true"> =</span>
          <span className="visually-hidden"> shared</span>
        </>
      )}
      {line.private && <Shift gained={line.private.gained} />}
    </>
  );
}

function Shift({ gained }: { gained: number | null }) {
  if (gained === null || gained === 0) return <div className={classes.range}>same</div>;
  return <div className={classes.range}>{gained > 0 ? `▲ up ${gained}` : `▼ down ${-gained}`}</div>;
}

function formatInterval({ interval, rows }: Scored): string {
  if (!interval) return "";
  const [low, high] = interval.map((end) => formatScore({ score: end, rows }));
  return `${low} – ${high}`;
}
