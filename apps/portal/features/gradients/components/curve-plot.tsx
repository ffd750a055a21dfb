import type { Curve, CurvePoint } from "@gradmark/backprop-checker";
import classes from "./curve-plot.module.css";
import { formatValue } from "./format-value.ts";
import { linesOf, scaleOf, ticksOf } from "./plot-geometry.ts";

/**
 * The derivative and the answer along one variable, with the counterexample marked. Lines are drawn in a picture that
 * stretches with its box; words and marks lie over it in the page's own sizes, so that they read at any width.
 */
export function CurvePlot({ curve }: { curve: Curve }) {
  const { points, mark, variable } = curve;
  const x = scaleOf(points.map((point) => point.x));
  const y = scaleOf(valuesOf(points, mark), 0.08);
  const across = (value: number) => `${100 * x.place(value)}%`;
  const up = (value: number) => `${100 * y.place(value)}%`;
  return (
    <figure className={classes.figure}>
      <Legend />
      <div className={classes.plot} role="img" aria-label={describe(curve)}>
        <svg className={classes.lines} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {y.holds(0) && <path className={classes.axis} d={`M0 ${1 - y.place(0)}H1`} />}
          {x.holds(0) && <path className={classes.axis} d={`M${x.place(0)} 0V1`} />}
          <path className={classes.mark} d={`M${x.place(mark.x)} 0V1`} />
          <path className={classes.expected} d={linesOf(points, (point) => point.expected, x, y)} />
          <path className={classes.got} d={linesOf(points, (point) => point.got, x, y)} />
        </svg>
        {ticksOf(x).map((tick) => (
          <span key={tick} className={classes.tickX} style={{ left: across(tick) }} aria-hidden="true">
            {formatValue(tick)}
          </span>
        ))}
        {ticksOf(y).map((tick) => (
          <span key={tick} className={classes.tickY} style={{ bottom: up(tick) }} aria-hidden="true">
            {formatValue(tick)}
          </span>
        ))}
        {mark.expected !== null && y.holds(mark.expected) && (
          <span className={classes.dot} style={{ left: across(mark.x), bottom: up(mark.expected) }} />
        )}
        {mark.got !== null && y.holds(mark.got) && (
          <span className={classes.cross} style={{ left: across(mark.x), bottom: up(mark.got) }} />
        )}
        <span className={classes.variable} aria-hidden="true">
          {variable}
        </span>
      </div>
      <CurveTable curve={curve} />
    </figure>
  );
}

function Legend() {
  return (
    <figcaption className={classes.legend}>
      <span className={classes.key} data-line="expected">
        the derivative
      </span>
      <span className={classes.key} data-line="got">
        your answer
      </span>
    </figcaption>
  );
}

function describe({ variable, mark }: Curve): string {
  const told = (value: number | null) => (value === null ? "no number" : formatValue(value));
  return `Derivative and answer over ${variable}. At ${variable} = ${formatValue(mark.x)} the derivative is ${told(mark.expected)}, your answer gives ${told(mark.got)}.`;
}

function valuesOf(points: readonly CurvePoint[], mark: CurvePoint): number[] {
  return [...points, mark].flatMap(({ expected, got }) => [expected, got].filter((value) => value !== null));
}

const rows = 17;

function CurveTable({ curve: { points, mark, variable } }: { curve: Curve }) {
  const step = Math.max(1, Math.round(points.length / rows));
  const shown = [...points.filter((_, n) => n % step === 0), mark].toSorted((one, other) => one.x - other.x);
  return (
    <details className={classes.table}>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{variable}</th>
            <th scope="col">derivative</th>
            <th scope="col">your answer</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((point) => (
            <tr key={point === mark ? "mark" : point.x} data-mark={point === mark || undefined}>
              <th scope="row" data-label={variable}>
                {formatValue(point.x)}
              </th>
              <td data-label="derivative">{point.expected === null ? "none" : formatValue(point.expected)}</td>
              <td data-label="your answer">{point.got === null ? "none" : formatValue(point.got)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
