import type { SlotVerdict } from "@gradmark/contract";
import { formatValue } from "./format-value.ts";
import classes from "./slot-form.module.css";

/** A point at which the answer and the derivative differ, with both values. */
export function Counterexample({ example }: { example: NonNullable<SlotVerdict["counterexample"]> }) {
  const { inputs, expected, got } = example;
  return (
    <table className={classes.counterexample}>
      <caption className="visually-hidden">A point at which your answer and the derivative differ</caption>
      <tbody>
        {Object.entries(inputs).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">at {name}</th>
            <td>{formatValue(value)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">your answer gives</th>
          <td>
            <strong>{got === null ? "no number" : formatValue(got)}</strong>
          </td>
        </tr>
        <tr>
          <th scope="row">the derivative is</th>
          <td>
            <strong>{expected === null ? "no number" : formatValue(expected)}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
