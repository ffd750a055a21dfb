import { z } from "zod";
import { shortText } from "../../rerun/words.ts";
import type { RunResult } from "../../sandbox/sandbox.ts";
import { limitSentence } from "./limit-sentence.ts";
import { MetricScriptError } from "./metric-script-error.ts";

const scorePrinted = z.object({
  score: z.number(),
  interval: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low <= high, { message: "low is above high" })
    .nullable()
    .optional(),
});
const problemPrinted = z.object({ problem: z.string().min(1).max(2000) });
const printed = z.union([scorePrinted, problemPrinted]);

/** What a metric script may print: the score, or one sentence to the team why its file has none. */
export type Printed = z.infer<typeof printed>;

/**
 * Reads what a metric script left behind.
 * @throws MetricScriptError for anything but one JSON document in the documented form
 */
export function readScore(name: string, result: RunResult): Printed {
  const failed = (what: string): MetricScriptError => new MetricScriptError(`The metric script ${name} ${what}`);
  const [limit] = result.limitsHit;
  if (limit !== undefined) throw failed(`${limitSentence(limit)} It gave no score.`);
  if (result.exitCode !== 0) throw failed(`${endOf(result)} Its last line: ${lastLine(result)}`);
  const { head, tail, bytes } = result.stdout;
  if (bytes > head.length + tail.length)
    throw failed(`printed ${bytes} bytes; it must print one JSON document such as {"score": 0.91} and nothing else.`);
  const text = new TextDecoder().decode(Buffer.concat([head, tail]));
  const read = printed.safeParse(parseJson(text));
  if (read.success) return read.data;
  throw failed(
    `must print one JSON document such as {"score": 0.91}, with a finite number, and nothing else; it printed "${shortText(text.trim())}".`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function endOf({ exitCode, signal }: RunResult): string {
  return signal === null ? `ended with exit code ${exitCode}.` : `was ended by signal ${signal}.`;
}

function lastLine({ stderr }: RunResult): string {
  const text = new TextDecoder().decode(Buffer.concat([stderr.head, stderr.tail])).trimEnd();
  return shortText(text.slice(text.lastIndexOf("\n") + 1)) || "(none)";
}
