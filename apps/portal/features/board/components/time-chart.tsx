import { scaleOf, ticksOf } from "#features/gradients/components/plot-geometry.ts";
import { bandOf, formatTick, inBox, lineOf, type Reading, stepsOf, timeTicks } from "./history-geometry.ts";
import classes from "./time-chart.module.css";

export interface Series {
  name: string;
  look: "best" | "median";
  readings: readonly Reading[];
  /** Whether a value holds until the next one. */
  steps?: boolean;
}

/**
 * Scores over time with the benchmark. Lines are drawn in a picture that stretches with its box; words and dots lie
 * over it in the page's own sizes. It is a picture only: the numbers stand in a table behind it.
 */
export function TimeChart(props: {
  label: string;
  series: readonly Series[];
  band?: { name: string; upper: readonly Reading[]; lower: readonly Reading[] };
  dots?: { name: string; readings: readonly Reading[] };
  benchmark: number | null;
  end: Date;
  zone: string;
  format: (value: number) => string;
}) {
  const { label, series, band, dots, benchmark, end, zone, format } = props;
  const readings = [
    ...series.flatMap((one) => one.readings),
    ...(band ? [...band.upper, ...band.lower] : []),
    ...(dots?.readings ?? []),
  ];
  const values = [...readings.flatMap(({ value }) => (value === null ? [] : [value])), benchmark ?? []].flat();
  const times = [...readings.map(({ at }) => at.getTime()), end.getTime()];
  const [start, stop] = [Math.min(...times), Math.max(...times)];
  const y = scaleOf(values, 0.08);
  const x = { place: (time: number) => (stop > start ? (time - start) / (stop - start) : 1) };
  return (
    <>
      <Legend series={series} band={band?.name} dots={dots?.name} benchmark={benchmark !== null} />
      <div className={classes.plot} role="img" aria-label={label}>
        <svg className={classes.lines} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {band && <path className={classes.band} d={bandOf(band.upper, band.lower, x, y)} />}
          {benchmark !== null && <path className={classes.benchmark} d={`M0 ${inBox(1 - y.place(benchmark))}H1`} />}
          {series.map((one) => (
            <path
              key={one.name}
              data-look={one.look}
              d={one.steps ? stepsOf(one.readings, end, x, y) : lineOf(one.readings, x, y)}
            />
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
        {timeTicks(new Date(start), new Date(stop)).map((tick, k, all) => (
          <span
            key={tick.getTime()}
            className={classes.tickX}
            data-end={k === 0 ? "first" : k === all.length - 1 ? "last" : undefined}
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
      </div>
    </>
  );
}

function Legend(props: {
  series: readonly Series[];
  band: string | undefined;
  dots: string | undefined;
  benchmark: boolean;
}) {
  const keys = [
    ...props.series.map(({ name, look }) => ({ name, look: look as string })),
    ...(props.band === undefined ? [] : [{ name: props.band, look: "band" }]),
    ...(props.dots === undefined ? [] : [{ name: props.dots, look: "dot" }]),
    ...(props.benchmark ? [{ name: "benchmark", look: "benchmark" }] : []),
  ];
  return (
    <div className={classes.legend}>
      {keys.map(({ name, look }) => (
        <span key={name} className={classes.key} data-look={look}>
          {name}
        </span>
      ))}
    </div>
  );
}
