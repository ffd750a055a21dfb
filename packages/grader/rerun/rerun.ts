import { cpus, release } from "node:os";
import type { Audit, RerunReason, RerunVerdict } from "@gradmark/contract";
import { runAudit } from "../audit/run-audit.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { KeptOutput } from "../sandbox/sandbox.ts";
import { checkScript, type ReadyScript } from "./check-script.ts";
import { HostFailure, hostReason } from "./host-failure.ts";
import { judge } from "./judge.ts";
import { dataFiles, type Layout, layOutFiles } from "./lay-out-files.ts";
import { readFormat } from "./read-format.ts";
import type { RerunRequest, RerunTools } from "./rerun-request.ts";
import { type Attempt, runScript, type ScriptSetting } from "./run-script.ts";
import { visibleText } from "./words.ts";

const mebibyte = 2 ** 20;
const defaultScriptBytes = mebibyte;
const defaultOutput = { name: "predictions.csv", maxBytes: 64 * mebibyte };

/**
 * Runs a result script on the test data and says whether its predictions are the final entry.
 * Everything that the script does is in the verdict; what fails on our side makes it `faulted`.
 * @throws only an error that nobody has foreseen
 */
export async function rerun(request: RerunRequest, tools: RerunTools): Promise<RerunVerdict> {
  const script = await checkScript(request.script, {
    scriptNames: request.scriptNames,
    maxBytes: request.scriptMaxBytes ?? defaultScriptBytes,
  });
  if ("side" in script) return withoutRun("rejected", script, request, null);
  const { runtime, why } = tools.runtimes[script.runtime];
  try {
    if (runtime === null) throw new HostFailure("host-runtime-missing", why);
    return await rerunReady(request, tools, script, runtime);
  } catch (error) {
    const reason = hostReason(error);
    if (reason === null) throw error;
    return withoutRun("faulted", reason, request, runtime);
  }
}

async function rerunReady(
  request: RerunRequest,
  tools: RerunTools,
  script: ReadyScript,
  runtime: Runtime,
): Promise<RerunVerdict> {
  const format = await readFormat(request.dataDir, request.cell ?? { kind: "text" });
  const layout = await layOutFiles(tools.scratch, script, request.helpers ?? [], request.modelFiles);
  try {
    const setting: ScriptSetting = {
      sandbox: tools.sandbox,
      runtime,
      scriptName: script.name,
      entry: request.scriptCommands?.[script.name],
      layout,
      format,
      output: request.output ?? defaultOutput,
      limits: request.limits,
      allowReduced: request.allowReduced ?? false,
      signal: tools.signal,
    };
    const attempt = await plainRun(request, tools, setting, layout);
    if (attempt.output !== null) await tools.onCollected?.(attempt.output.bytes);
    const audit = await auditOf(request, tools, setting, attempt);
    return verdictOf(request, setting, attempt, audit);
  } finally {
    await layout.remove();
  }
}

async function plainRun(
  request: RerunRequest,
  tools: RerunTools,
  setting: ScriptSetting,
  layout: Layout,
): Promise<Attempt> {
  tools.onProgress?.({ kind: "step", step: "plain", number: 1, of: 1 });
  const data = await layout.layOutData(await dataFiles(request.dataDir));
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  return await runScript(setting, data, (stream, chunk) =>
    tools.onProgress?.({
      kind: "output",
      stream,
      text: visibleText(decoders[stream].decode(chunk, { stream: true })),
    }),
  );
}

/** A script that failed on the plain data has nothing that an audit could compare with. */
async function auditOf(
  request: RerunRequest,
  tools: RerunTools,
  setting: ScriptSetting,
  attempt: Attempt,
): Promise<Audit | null> {
  const wanted = request.audit !== undefined || (request.repeat ?? 1) > 1;
  if (!wanted || !attempt.outcome.ok || attempt.output === null) return null;
  const { predictions } = attempt.outcome;
  const read = await setting.layout.filesRead();
  return await runAudit({ request, tools, setting, plain: { predictions, bytes: attempt.output.bytes }, read });
}

function verdictOf(request: RerunRequest, setting: ScriptSetting, attempt: Attempt, audit: Audit | null): RerunVerdict {
  const { result, output, outcome } = attempt;
  const judgement =
    outcome.ok && output !== null
      ? judge(request, setting.format, { predictions: outcome.predictions, bytes: output.bytes })
      : { outcome: "rejected" as const, reasons: outcome.ok ? [] : [...outcome.failure], comparison: null };
  return {
    ...judgement,
    run: {
      exitCode: result.exitCode,
      signal: result.signal,
      wallMs: result.wallMs,
      cpuMs: result.cpuMs,
      peakMemoryBytes: result.peakMemoryBytes,
      stdoutBytes: result.stdout.bytes,
      stderrBytes: result.stderr.bytes,
      truncated: isCut(result.stdout) || isCut(result.stderr),
      limitsHit: [...result.limitsHit],
      sandbox: result.sandbox,
      capabilities: [...result.capabilities],
    },
    output: output === null ? null : { file: setting.output.name, sha256: output.sha256, bytes: output.bytes.length },
    logs: { stdout: logText(result.stdout), stderr: logText(result.stderr) },
    audit,
    environment: environmentOf(request, setting.runtime),
  };
}

function withoutRun(
  outcome: "rejected" | "faulted",
  reason: RerunReason,
  request: RerunRequest,
  runtime: Runtime | null,
): RerunVerdict {
  return {
    outcome,
    reasons: [reason],
    comparison: null,
    run: null,
    output: null,
    logs: { stdout: "", stderr: "" },
    audit: null,
    environment: environmentOf(request, runtime),
  };
}

function environmentOf(request: RerunRequest, runtime: Runtime | null): RerunVerdict["environment"] {
  return {
    kernel: release(),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    runtime: runtime === null ? null : { name: runtime.name, version: runtime.version },
    packages: { ...runtime?.packages },
    limits: request.limits,
  };
}

function isCut(output: KeptOutput): boolean {
  return output.bytes > output.head.length + output.tail.length;
}

function logText(output: KeptOutput): string {
  const decode = (bytes: Uint8Array): string => visibleText(new TextDecoder().decode(bytes));
  if (!isCut(output)) return decode(Buffer.concat([output.head, output.tail]));
  const omitted = output.bytes - output.head.length - output.tail.length;
  return `${decode(output.head)}\n[… ${omitted.toLocaleString("en-US")} bytes left out …]\n${decode(output.tail)}`;
}
