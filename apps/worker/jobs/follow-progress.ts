import type { JobProgress } from "@gradmark/contract";
import type { RerunProgress } from "@gradmark/grader";

const longestLine = 200;

/**
 * Turns what a rerun tells into what its job shows: the step, and the last line that the script printed (the grader
 * has made its control characters visible).
 */
export function followProgress(report: (progress: JobProgress) => void): (progress: RerunProgress) => void {
  let shown: JobProgress = { step: "start" };
  let unfinished = "";
  return (progress) => {
    if (progress.kind === "step") {
      shown = { ...shown, step: progress.step, done: progress.number - 1, total: progress.of };
    } else {
      const lines = (unfinished + progress.text).split("\n");
      unfinished = (lines.at(-1) ?? "").slice(-longestLine);
      const last = lines.findLast((line) => line.trim() !== "");
      if (last !== undefined) shown = { ...shown, line: last.slice(0, longestLine) };
    }
    report(shown);
  };
}
