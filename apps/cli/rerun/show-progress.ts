import type { RerunProgress } from "@gradmark/grader";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

const ways = ["text", "json", "none"] as const;
type Way = (typeof ways)[number];

export function parseProgress(text: string): Way {
  const way = ways.find((name) => name === text);
  if (way === undefined) throw new UsageError(`--progress is one of ${ways.join(", ")}, not "${text}"`);
  return way;
}

const steps = {
  plain: "on the test data",
  repeat: "once more",
  permuted: "on permuted rows",
  shadow: "on the shadow set",
};

/**
 * Shows on stderr, while it goes on, what a rerun does and what the script prints in its plain run (control
 * characters are signs by then): lines for people, or a line of JSON for each event.
 */
export function showProgress(way: Way, { stderr }: Pick<CliContext, "stderr">): (progress: RerunProgress) => void {
  let unfinished = "";
  return (progress) => {
    if (way === "none") return;
    if (way === "json") {
      stderr.write(`${JSON.stringify(progress)}\n`);
      return;
    }
    if (progress.kind === "step") {
      const { step, number, of } = progress;
      stderr.write(`gradmark: running the script ${steps[step]}${of > 1 ? `, ${number} of ${of}` : ""}\n`);
      return;
    }
    const lines = (unfinished + progress.text).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) stderr.write(`  ${line}\n`);
  };
}
