import type { InputProblem } from "@gradmark/contract";
import { Notice } from "./notice.tsx";
import classes from "./problem-list.module.css";

/** What is wrong with a file, row by row. */
export function ProblemList({ title, problems }: { title: string; problems: readonly InputProblem[] }) {
  return (
    <Notice state="bad" title={title}>
      <ul className={classes.list}>
        {problems.map(({ code, row, path, message }) => (
          <li key={`${code} ${row ?? ""} ${path ?? ""} ${message}`}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}
