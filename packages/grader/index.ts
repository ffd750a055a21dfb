export type { SandboxOptions } from "./box/open-driver.ts";
export { comparePredictions, type RowComparison } from "./compare/compare-predictions.ts";
export { hostContainer, openHostContainer } from "./container/open-container.ts";
export { checkLink } from "./link/check-link.ts";
export { fetchLink, type LinkFetch } from "./link/fetch-link.ts";
export { type LinkRules, usualLinkRules } from "./link/link-rules.ts";
export { reportQuality } from "./quality/report-quality.ts";
export { readFormat } from "./rerun/read-format.ts";
export { rerun } from "./rerun/rerun.ts";
export type { AuditRequest, HandInFile, RerunProgress, RerunRequest, RerunTools } from "./rerun/rerun-request.ts";
export { visibleText } from "./rerun/words.ts";
export { findRuntimes, listRuntimes, type Runtimes } from "./runtime/find-runtimes.ts";
export type { FoundRuntime, Runtime } from "./runtime/runtime.ts";
export { collectFile } from "./sandbox/collect.ts";
export { openSandbox, type SandboxName, sandboxNames } from "./sandbox/open-sandbox.ts";
export { requiredForUntrusted } from "./sandbox/requirements.ts";
export type {
  CapabilityReport,
  Collected,
  KeptOutput,
  OutputListener,
  ReadOnlyMount,
  RunResult,
  RunSpec,
  Sandbox,
  SandboxProbe,
} from "./sandbox/sandbox.ts";
export { SandboxError, type SandboxErrorCode } from "./sandbox/sandbox-error.ts";
export { MetricScriptError } from "./score/by-script/metric-script-error.ts";
export { type MetricScript, type MetricTools, metricLimits } from "./score/by-script/run-metric-script.ts";
export { scoreByScript } from "./score/by-script/score-by-script.ts";
export { comparePaired, type PairedComparison } from "./score/compare-scores.ts";
export type { Solution } from "./score/read-solution.ts";
export { readSolution, scorePredictions, scoreStreams } from "./score/score-predictions.ts";
