import { scaleOf, ticksOf } from "#features/gradients/components/plot-geometry.ts";
import { bandOf, formatTick, inBox, lineOf, type Reading, stepsOf, timeTicks } from "./history-geometry.ts";
import classes from "./time-chart.module.css";
import { TimeLegend } from "./time-legend.tsx";

export interface Series {
  name: string;
  look: "best" | "median";
  readings: readonly Reading[];
  /** Whether a value holds until the next one. */
  steps?: boolean;
}

export interface ChartContent {
  series: readonly Series[];
  band?: { name: string; upper: readonly Reading[]; lower: readonly Reading[] };
  dots?: { name: string; readings: readonly Reading[] };
  benchmark: number | null;
  end: Date;
}

interface Axes {
  x: { start: number; stop: number; place(time: number): number };
  y: ReturnType<typeof scaleOf>;
}

/**
 * Scores over time with the benchmark. Lines are drawn in a picture that stretches with its box; words and dots lie
 * over it in the page's own sizes. It is a picture only: the numbers stand in a table behind it.
 */
export function TimeChart(props: ChartContent & { label: string; zone: string; format: (value: number) => string }) {
  const { label, zone, format, ...content } = props;
  const axes = axesOf(content);
  return (
    <>
      <TimeLegend content={content} />
      <div className={classes.plot} role="img" aria-label={label}>
        <Lines content={content} axes={axes} />
        <Ticks axes={axes} zone={zone} format={format} />
      </div>
    </>
  );
}

/** Axes that hold everything that is drawn. */
function axesOf({ series, band, dots, benchmark, end }: ChartContent): Axes {
  const readings = [
    ...series.flatMap((one) => one.readings),
    ...(band ? [...band.upper, ...band.lower] : []),
    ...(dots?.readings ?? []),
  ];
  const values = readings.flatMap(({ value }) => (value === null ? [] : [value]));
  const times = [...readings.map(({ at }) => at.getTime()), end.getTime()];
  const [start, stop] = [Math.min(...times), Math.max(...times)];
  return {
    x: { start, stop, place: (time) => (stop > start ? (time - start) / (stop - start) : 1) },
    y: scaleOf(withAir(benchmark === null ? values : [...values, benchmark]), 0.08),
  };
}

/** A single height stands in the middle of the picture, a tenth of itself from either edge. */
function withAir(values: number[]): number[] {
  const [value] = values;
  if (value === undefined || values.some((other) => other !== value)) return values;
  const air = Math.abs(value) / 10 || 1;
  return [value - air, value + air];
}

function Lines({ content, axes: { x, y } }: { content: ChartContent; axes: Axes }) {
  const { series, band, dots, benchmark, end } = content;
  return (
    <>
      <svg className={classes.lines} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {band && <path className={classes.band} d={bandOf(band.upper, band.lower, x, y)} />}
        {benchmark !== null && <path className={classes.benchmark} d={`M0 ${inBox(1 - y.place(benchmark))}H1`} />}
        {series.map(({ name, look, steps, readings }) => (
          <path key={name} data-look={look} d={steps ? stepsOf(readings, end, x, y) : lineOf(readings, x, y)} />
        ))}
      </svg>
      {(dots?.readings ?? []).map(({ at, value }, k) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be scored in the same millisecond
          key={k}
          className={classes.dot}
          style={{ left: `${100 * x.place(at.getTime())}%`, bottom: `${100 * inBox(y.place(value ?? 0))}%` }}
        />
      ))}
    </>
  );
}

function Ticks({ axes: { x, y }, zone, format }: { axes: Axes; zone: string; format: (value: number) => string }) {
  const { start, stop } = x;
  return (
    <>
      {timeTicks(new Date(start), new Date(stop)).map((tick, k, all) => (
        <span
          key={tick.getTime()}
          className={classes.tickX}
          data-end={k === all.length - 1 ? "last" : k === 0 ? "first" : undefined}
          style={{ left: `${100 * x.place(tick.getTime())}%` }}
          aria-hidden="true"
        >
          {formatTick(tick, zone, stop - start)}
        </span>
      ))}
      {ticksOf(y).map((tick) => (
        <span key={tick} className={classes.tickY} style={{ bottom: `${100 * y.place(tick)}%` }} aria-hidden="true">
          {format(tick)}
        </span>
      ))}
    </>
  );
}
