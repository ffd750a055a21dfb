import { formatCount } from "#components/format.ts";
import { When } from "#components/when.tsx";
import type { ClassReadings, TeamReadings } from "./history.tsx";
import classes from "./history-table.module.css";

interface Frame {
  format: (score: number) => string;
  zone: string;
}

/** The steps of a team's best score, the newest first, as numbers. */
export function TeamTable({ team, format, zone }: Frame & { team: TeamReadings }) {
  return (
    <details className={classes.details}>
      <summary>{`The same as a table: ${team.name}`}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">best score</th>
          </tr>
        </thead>
        <tbody>
          {team.best.toReversed().map(({ at, score }, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be of the same millisecond
            <tr key={k}>
              <th scope="row">
                <When at={at} zone={zone} weekday={false} />
              </th>
              <td data-label="best score">{score === null ? "none" : format(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {team.entries.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">entry of</th>
              <th scope="col">score</th>
            </tr>
          </thead>
          <tbody>
            {team.entries.toReversed().map(({ at, score }, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be scored in the same millisecond
              <tr key={k}>
                <th scope="row">
                  <When at={at} zone={zone} weekday={false} />
                </th>
                <td data-label="score">{format(score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

/** The class at each midnight, the newest first, as numbers. */
export function ClassTable({ days, format, zone }: Frame & { days: ClassReadings[] }) {
  const columns = ["best", "upper", "median", "lower"] as const;
  const names = { best: "best", upper: "upper quartile", median: "median", lower: "lower quartile" };
  return (
    <details className={classes.details}>
      <summary>The same as a table: the class</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col">teams</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {names[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.at.getTime()}>
              <th scope="row">
                <When at={day.at} zone={zone} weekday={false} />
              </th>
              <td data-label="teams">{formatCount(day.teams)}</td>
              {columns.map((column) => (
                <td key={column} data-label={names[column]}>
                  {format(day[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
