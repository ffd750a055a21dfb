import type { SlotVerdict } from "@gradmark/contract";
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

/** Numbers to five digits, with a real minus sign; vectors and matrices in brackets. */
function formatValue(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(5))).replace("-", "−");
  if (Array.isArray(value)) return `(${value.map(formatValue).join(", ")})`;
  return JSON.stringify(value);
}
