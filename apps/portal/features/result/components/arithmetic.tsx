import type { ArithmeticLine } from "../view.ts";
import classes from "./result.module.css";

/** A sum that opens into what it is the sum of. */
export function Arithmetic({ title, line }: { title: string; line: ArithmeticLine }) {
  return (
    <details style={{ marginTop: "0.75rem" }}>
      <summary>{title}</summary>
      <Lines lines={line.lines} />
    </details>
  );
}

function Lines({ lines }: { lines: readonly ArithmeticLine[] }) {
  return (
    <ul className={classes.sum}>
      {lines.map(({ label, points, why, lines: below }) => (
        <li key={label + why}>
          <span className={classes.term}>
            <span>{label}</span>
            <span className={classes.number}>{points.toFixed(2)}</span>
          </span>
          {why !== "" && below.length === 0 && <span className={classes.why}>{why}</span>}
          {below.length > 0 && <Lines lines={below} />}
        </li>
      ))}
    </ul>
  );
}
