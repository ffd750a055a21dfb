import type { GradientDiagnosis } from "@gradmark/contract";
import classes from "./slot-form.module.css";

/** The answer as typed, with the characters that a diagnosis is about underlined. */
export function MarkedAnswer({ answer, diagnosis }: { answer: string; diagnosis: GradientDiagnosis }) {
  const start = diagnosis.start ?? answer.length;
  const end = Math.max(diagnosis.end ?? start + 1, start + 1);
  return (
    <div className={classes.answer}>
      {answer.slice(0, start)}
      <mark>{answer.slice(start, end) || " "}</mark>
      {answer.slice(end)}
    </div>
  );
}
