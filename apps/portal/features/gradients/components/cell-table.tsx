import type { CellRow } from "@gradmark/backprop-checker";
import { StateBadge } from "#components/state-badge.tsx";
import classes from "./cell-table.module.css";
import { formatValue } from "./format-value.ts";

/** Where an answer in several variables is right and where it is not: one row a cell, with a point of it. */
export function CellTable({ cells }: { cells: readonly CellRow[] }) {
  return (
    <table className={classes.cells}>
      <caption>Where your answer differs, cell by cell</caption>
      <thead>
        <tr>
          <th scope="col">where</th>
          <th scope="col">derivative</th>
          <th scope="col">your answer</th>
          <th scope="col">points</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <Row key={`${cell.entry} ${cell.branch ?? ""}`} cell={cell} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ cell: { entry, branch, tried, wrong, example } }: { cell: CellRow }) {
  const { expected, got } = example;
  return (
    <tr>
      <th scope="row">
        {[entry, branch].filter(Boolean).join(", ").replaceAll("!=", "≠").replaceAll("==", "=")}
        <StateBadge state={wrong > 0 ? "bad" : "good"}>{wrong > 0 ? "differs" : "equal"}</StateBadge>
      </th>
      <td data-label="derivative">{expected === null ? "none" : formatValue(expected)}</td>
      <td data-label="your answer">{got === null ? "none" : formatValue(got)}</td>
      <td data-label="points">{wrong > 0 ? `${wrong} of ${tried} differ` : `${tried} equal`}</td>
    </tr>
  );
}
