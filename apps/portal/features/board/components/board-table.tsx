"use client";
import type { Scored } from "@gradmark/contract";
import { Fragment } from "react";
import { countOf, formatScore } from "#components/format.ts";
import { When } from "#components/when.tsx";
import { type BoardLine, decisiveScore, gapBefore } from "../view.ts";
import classes from "./board.module.css";
import { BoardPlace } from "./board-place.tsx";
import { Interval, type Scale, scaleOf } from "./interval.tsx";

/** What all lines have in common. */
export interface TableFrame {
  revealed: boolean;
  zone: string;
  benchmark: BoardLine | null;
  /** The midnight since which places moved. */
  since: Date;
  /** Asks for the history of a team; absent where the board does not tell it. */
  onChoose?: (team: string) => void;
}

export function BoardTable({ lines, ...frame }: TableFrame & { lines: BoardLine[] }) {
  const { revealed, benchmark } = frame;
  const scale = scaleOf([...lines, ...(benchmark ? [benchmark] : [])].map(decisive));
  return (
    <table className={classes.table} data-revealed={revealed || undefined}>
      <caption className="visually-hidden">
        {revealed ? "Final ranking by private score" : "Ranking by public score"}
      </caption>
      <Head revealed={revealed} />
      <tbody>
        {lines.map((line, k) => (
          <Fragment key={line.id}>
            <Gap teams={gapBefore(line, lines[k - 1])} columns={revealed ? 6 : 5} />
            <Line line={line} scale={scale} frame={frame} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Head({ revealed }: { revealed: boolean }) {
  return (
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
          <>
            <th scope="col" className={`${classes.number} ${classes.wide}`}>
              Public
            </th>
            <th scope="col" className={`${classes.number} ${classes.wide}`}>
              90 % of places
            </th>
          </>
        )}
        <th scope="col" className={`${classes.drawing} ${classes.wide}`}>
          95 % interval
        </th>
        {!revealed && (
          <th scope="col" className={classes.wide}>
            Uploaded
          </th>
        )}
      </tr>
    </thead>
  );
}

/** Says what is left out, so that nobody takes the list for complete. */
function Gap({ teams, columns }: { teams: number; columns: number }) {
  if (teams === 0) return null;
  return (
    <tr className={classes.gap}>
      <td colSpan={columns}>{`${countOf(teams, "team")} between`}</td>
    </tr>
  );
}

function Line({ line, scale, frame }: { line: BoardLine; scale: Scale; frame: TableFrame }) {
  const { zone, benchmark, since } = frame;
  const score = decisive(line);
  const kind = line.kind === "benchmark" ? classes.benchmark : line.own ? classes.own : undefined;
  const mark = benchmark && decisiveScore(benchmark);
  const drawing = <Interval score={score} scale={scale} benchmark={mark} kind={line.kind} />;
  return (
    <tr className={kind} aria-current={line.own ? "true" : undefined}>
      <td className={classes.number}>
        <BoardPlace line={line} since={since} />
      </td>
      <td className={classes.name}>
        <Name line={line} onChoose={frame.onChoose} />
        <div className={classes.below}>
          {drawing}
          <div className={classes.range}>{formatInterval(score)}</div>
          {line.private && <div className={classes.words}>{belowPrivate(line)}</div>}
        </div>
      </td>
      <td className={classes.number}>
        <span className={classes.score}>{formatScore(score)}</span>
        <div className={`${classes.range} ${classes.wide}`}>{formatInterval(score)}</div>
      </td>
      {line.private && (
        <>
          <td className={`${classes.number} ${classes.wide}`}>
            {formatScore(line.public)}
            {line.private.publicPlace !== null && (
              <div className={classes.range}>{`place ${line.private.publicPlace}`}</div>
            )}
          </td>
          <td className={`${classes.number} ${classes.wide}`}>
            {rangeOf(line.private.places) ?? "–"}
            {line.private.byChance && (
              <div className={classes.range}>{`by chance ${signedRange(line.private.byChance)}`}</div>
            )}
          </td>
        </>
      )}
      <td className={`${classes.drawing} ${classes.wide}`}>{drawing}</td>
      {!frame.revealed && (
        <td className={classes.wide}>
          <When at={line.uploadedAt} zone={zone} weekday={false} />
        </td>
      )}
    </tr>
  );
}

function Name({ line, onChoose }: { line: BoardLine; onChoose: TableFrame["onChoose"] }) {
  if (line.kind === "benchmark") return <em>Benchmark (reference model)</em>;
  return (
    <>
      {onChoose ? (
        <button type="button" className={classes.choose} onClick={() => onChoose(line.id)}>
          {line.name}
        </button>
      ) : (
        line.name
      )}
      {line.own && <strong> · your team</strong>}
    </>
  );
}

/** The score that orders the board. */
function decisive(line: BoardLine): Scored {
  return line.private?.score ?? line.public;
}

function formatInterval({ interval, rows }: Scored): string {
  if (!interval) return "";
  const [low, high] = interval.map((end) => formatScore({ score: end, rows }));
  return `${low} – ${high}`;
}

function belowPrivate({ public: score, private: end }: BoardLine): string {
  const places = rangeOf(end?.places ?? null);
  return `public ${formatScore(score)}${places === null ? "" : `; 90 % of places ${places}`}`;
}

function rangeOf(range: [number, number] | null): string | null {
  return range && (range[0] === range[1] ? String(range[0]) : `${range[0]} – ${range[1]}`);
}

function signedRange([low, high]: [number, number]): string {
  const signed = (value: number) => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");
  return `${signed(low)} to ${signed(high)}`;
}
