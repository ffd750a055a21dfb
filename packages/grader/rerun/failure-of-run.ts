import type { Parsed, Predictions, RerunReason, RunLimits } from "@gradmark/contract";
import type { Collected, KeptOutput, RunResult } from "../sandbox/sandbox.ts";
import { counted, mebibytes, seconds, shortText, thousands, visibleText } from "./words.ts";

/** Why a run gave no usable predictions: one reason, or several problems of the file. Never empty. */
export type Failure = readonly RerunReason[];

interface Evidence {
  result: RunResult;
  /** null when no file was brought back. */
  parsed: Parsed<Predictions> | null;
  limits: RunLimits;
  outputName: string;
}

/**
 * Decides what a run failed of, the first that applies: wall clock, output, disk, memory, processes, processor time,
 * signal or exit code, then the file. A limit explains what follows from it, so it comes before: a full disk makes
 * half a file, a killed child makes a clean exit of its parent.
 */
export function failureOf(evidence: Evidence): Failure | null {
  const limit = limitReason(evidence);
  if (limit !== null) return [limit];
  const end = endReason(evidence.result);
  if (end !== null) return [end];
  return fileReasons(evidence);
}

function limitReason({ result, parsed, limits, outputName }: Evidence): RerunReason | null {
  const hit = new Set(result.limitsHit);
  const last = lastLinePrinted(result);
  const wrote = writtenSoFar(result.collected, outputName);
  if (hit.has("wall"))
    return team(
      "limit-wall",
      `Your script was stopped after ${seconds(limits.wallMs)}; ${wrote}.${last} A result script should load the trained model, not train it.`,
    );
  if (hit.has("output"))
    return team(
      "limit-output",
      `Your script was stopped because it had printed more than ${mebibytes(limits.outputBytes)}. Print less, such as one line for each 1,000 images.`,
    );
  // A folder that is full beside a good file has harmed nobody.
  if (hit.has("disk") && (result.exitCode !== 0 || !parsed?.ok))
    return team(
      "limit-disk",
      `Your script filled its working folder (${mebibytes(limits.diskBytes)}, or too many files). It only has to write ${outputName}.`,
    );
  if (hit.has("memory"))
    return team(
      "limit-memory",
      `Your script needed more than ${mebibytes(limits.memoryBytes)} of memory (files in its working folder count).${last} Predict in batches and load only the trained model.`,
    );
  if (hit.has("processes") && result.exitCode !== 0)
    return team(
      "limit-processes",
      `Your script wanted more than ${counted(limits.processes, "process")} or threads at once; ${thousands(result.refusedProcesses)} were refused. Predict in one process.`,
    );
  if (hit.has("cpu"))
    return team(
      "limit-cpu",
      `Your script was stopped after ${seconds(limits.cpuMs)} of processor time; ${wrote}.${last} A result script should load the trained model, not train it.`,
    );
  return null;
}

function writtenSoFar(collected: Collected, outputName: string): string {
  if (collected.state === "file") return `it had written ${counted(collected.bytes.length, "byte")} of ${outputName}`;
  return collected.state === "none" ? "it had written nothing" : `it had not finished ${outputName}`;
}

function endReason(result: RunResult): RerunReason | null {
  if (result.exitCode === 0) return null;
  const error = lastLine(result.stderr);
  const said = error === null ? lastLinePrinted(result) : ` Last line of its error output: "${error}".`;
  const advice = "Try it in an empty folder with only the handed-in files.";
  if (result.signal !== null)
    return team(
      "killed-by-signal",
      `Your script ended by signal ${result.signal}${result.exitCode === null ? "" : ` (status ${result.exitCode})`}.${said} ${advice}`,
    );
  return team("exit-nonzero", `Your script ended with exit code ${result.exitCode}.${said} ${advice}`);
}

function fileReasons({ result, parsed, outputName }: Evidence): Failure | null {
  const { collected } = result;
  if (collected.state === "not-a-file")
    return [team("predictions-not-a-file", `${outputName} is ${collected.kind}. Write it as an ordinary file.`)];
  if (collected.state === "too-large")
    return [
      team(
        "predictions-too-large",
        `${outputName} has ${thousands(collected.bytes)} bytes, more than a file with one row for each test id can have.`,
      ),
    ];
  if (parsed === null)
    return [
      team(
        "no-predictions",
        `Your script ended without writing ${outputName}.${lastLinePrinted(result)} Write it into the current folder.`,
      ),
    ];
  if (parsed.ok) return null;
  return parsed.problems.map((problem) => team("predictions-bad", `${outputName}, ${visibleText(problem.message)}`));
}

function team(code: RerunReason["code"], message: string): RerunReason {
  return { code, side: "team", message };
}

function lastLinePrinted(result: RunResult): string {
  const line = lastLine(result.stdout) ?? lastLine(result.stderr);
  return line === null ? "" : ` Last line printed: "${line}".`;
}

function lastLine(output: KeptOutput): string | null {
  const end = output.tail.length > 0 ? output.tail : output.head;
  const text = new TextDecoder().decode(end.subarray(Math.max(0, end.length - 4096)));
  const line = text.split(/[\r\n]+/).findLast((one) => one.trim() !== "");
  return line === undefined ? null : shortText(line.trim());
}
