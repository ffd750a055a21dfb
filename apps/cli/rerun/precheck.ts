import { lstat, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type InputProblem,
  type Kit,
  type PredictionsFormat,
  parsePredictions,
  type RerunVerdict,
} from "@gradmark/contract";
import { checkModel, checkReport, checkScript, predictionColumns } from "@gradmark/course";
import { findRuntimes, readFormat, rerun, type Sandbox } from "@gradmark/grader";
import { rulesOfKit } from "./rules-of-kit.ts";

export interface Check {
  name: "script" | "report" | "model" | "entry" | "rerun";
  ok: boolean;
  message: string;
}

export interface PrecheckRequest {
  /** The hand-in: a script and a report by the kit's names, `predictions.csv` if there is one; the rest is the model. */
  folder: string;
  kit: Kit;
  /** The test data as given out. */
  dataDir: string;
  /** Where the script is run. The reduced sandbox will do: the script is the team's own. */
  sandbox: Sandbox;
  signal: AbortSignal;
}

const reportName = "report.pdf";
const entryName = "predictions.csv";

/**
 * What a team can find out on its own machine: are the files as the kit wants them, and does the script run and make
 * the entry. The sandbox may be the reduced one of an ordinary user: the script is the team's own. No audit, no score.
 */
export async function precheck(request: PrecheckRequest): Promise<Check[]> {
  const files = await listFiles(request.folder);
  const scriptName = Object.keys(request.kit.handIn.script.names).find((name) => files.has(name)) ?? null;
  const format = await readFormat(request.dataDir, predictionColumns(request.kit).cell);
  const known = new Set([scriptName, reportName, entryName]);
  const models = [...files].filter(([name]) => !known.has(name)).map(([name, bytes]) => ({ name, bytes }));
  const checks = [
    await lookAtScript(request, scriptName),
    await lookAtReport(request, files),
    toCheck("model", checkModel(request.kit.handIn, models), `${models.length} model files.`),
    ...(files.has(entryName) ? [await lookAtEntry(request, format)] : []),
  ];
  if (scriptName === null || !checks[0]?.ok) return checks;
  return [...checks, await runScript(request, scriptName, models, files.has(entryName))];
}

/** Regular files of the folder itself, with their sizes. */
async function listFiles(folder: string): Promise<Map<string, number>> {
  const files = new Map<string, number>();
  for (const name of (await readdir(folder)).sort()) {
    const found = await lstat(join(folder, name));
    if (found.isFile()) files.set(name, found.size);
  }
  return files;
}

async function lookAtScript({ folder, kit }: PrecheckRequest, name: string | null): Promise<Check> {
  const names = Object.keys(kit.handIn.script.names).join(", ");
  if (name === null)
    return { name: "script", ok: false, message: `There is no result script: call it one of ${names}.` };
  const checked = checkScript(kit.handIn, { name, bytes: await readFile(join(folder, name)) });
  return toCheck("script", checked, `${name} is a text file of the right size.`);
}

async function lookAtReport({ folder, kit }: PrecheckRequest, files: ReadonlyMap<string, number>): Promise<Check> {
  if (!files.has(reportName)) return { name: "report", ok: false, message: `There is no ${reportName}.` };
  const checked = await checkReport(await readFile(join(folder, reportName)), { maxBytes: kit.handIn.report.maxBytes });
  return toCheck("report", checked, checked.ok ? `${reportName} opens and has ${checked.value.pages} pages.` : "");
}

async function lookAtEntry({ folder }: PrecheckRequest, format: PredictionsFormat): Promise<Check> {
  const parsed = parsePredictions(await readFile(join(folder, entryName)), format);
  return toCheck("entry", parsed, parsed.ok ? `${entryName} has all ${parsed.value.size} test ids.` : "");
}

function toCheck(
  name: Check["name"],
  checked: { ok: true } | { ok: false; problems: InputProblem[] },
  good: string,
): Check {
  if (checked.ok) return { name, ok: true, message: good };
  return { name, ok: false, message: checked.problems.map((problem) => problem.message).join(" ") };
}

async function runScript(
  { folder, kit, dataDir, sandbox, signal }: PrecheckRequest,
  script: string,
  models: readonly { name: string }[],
  hasEntry: boolean,
): Promise<Check> {
  const scratch = await mkdtemp(join(tmpdir(), "gradmark-precheck-"));
  try {
    const verdict = await rerun(
      {
        script: { path: join(folder, script) },
        modelFiles: models.map(({ name }) => ({ name, path: join(folder, name) })),
        dataDir,
        ...rulesOfKit(kit),
        ...(hasEntry ? { expectedEntry: await readFile(join(folder, entryName)) } : {}),
        limits: kit.handIn.limits,
        allowReduced: true,
      },
      { sandbox, runtimes: await findRuntimes(), scratch, signal },
    );
    return describeRerun(verdict);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function describeRerun({ outcome, reasons }: RerunVerdict): Check {
  const ok = outcome === "reproduced" || outcome === "within-tolerance" || outcome === "produced";
  return { name: "rerun", ok, message: reasons.map((reason) => reason.message).join(" ") };
}
