import type { Scored } from "@gradmark/contract";
import classes from "./interval.module.css";

/** The ends of the drawing, common to all lines of a board. */
export interface Scale {
  low: number;
  high: number;
}

/** Holds every score, interval and the benchmark, with a little air at both ends. */
export function scaleOf(scores: Scored[]): Scale {
  const ends = scores.flatMap(({ score, interval }) => [score, ...(interval ?? [])]);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const air = (high - low) * 0.04 || 0.01;
  return { low: low - air, high: high + air };
}

/** A score with its 95 % interval and the benchmark, to scale. The numbers stand beside it as text. */
export function Interval({
  score,
  scale,
  benchmark,
  kind,
}: {
  score: Scored;
  scale: Scale;
  benchmark: number | null;
  kind: "team" | "benchmark";
}) {
  const place = (value: number) => `${(((value - scale.low) / (scale.high - scale.low)) * 100).toFixed(2)}%`;
  const [low, high] = score.interval ?? [score.score, score.score];
  return (
    <div className={classes.track} data-kind={kind} aria-hidden="true">
      {benchmark !== null && <div className={classes.benchmark} style={{ left: place(benchmark) }} />}
      <div className={classes.band} style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      <div className={classes.dot} style={{ left: place(score.score) }} />
    </div>
  );
}
