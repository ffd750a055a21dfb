import classes from "./time-chart.module.css";
import type { ChartContent } from "./time-chart.tsx";

/** What each look stands for, in words. */
export function TimeLegend({ content: { series, band, dots, benchmark } }: { content: ChartContent }) {
  const keys: { name: string; look: string }[] = series.map(({ name, look }) => ({ name, look }));
  if (band) keys.push({ name: band.name, look: "band" });
  if (dots) keys.push({ name: dots.name, look: "dot" });
  if (benchmark !== null) keys.push({ name: "benchmark", look: "benchmark" });
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
