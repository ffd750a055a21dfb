export {
  type BenchmarkReport,
  benchmarkReport,
  type Scored,
  type ScoreReport,
  scored,
  scoreReport,
  type WorkState,
  workState,
  workStates,
} from "./competition.ts";
export { type Grade, type GradePart, grade, gradePart } from "./grade.ts";
export {
  type AnswerFormat,
  answerFormat,
  type GradientAnswer,
  type GradientProblem,
  type GradientSlot,
  gradientAnswer,
  gradientProblem,
  type SymbolDomain,
  symbolDomain,
} from "./gradient-problem.ts";
export {
  type GradientDiagnosis,
  type GradientDiagnosisCode,
  type GradientVerdict,
  type GradientVerdictName,
  gradientDiagnosisCode,
  gradientDiagnosisCodes,
  gradientVerdict,
  gradientVerdictName,
  gradientVerdicts,
  type SlotVerdict,
} from "./gradient-verdict.ts";
export {
  type InputProblem,
  type InputProblemCode,
  inputProblem,
  inputProblemCode,
  inputProblemCodes,
  type Parsed,
} from "./input-problem.ts";
export { type Kit, type KitPart, kit, type RuntimeName, runtimeName, runtimeNames } from "./kit.ts";
export { type FixedMetricName, fixedMetricNames, type MetricName, metricDirection, metricName } from "./metric.ts";
export { type Predictions, type PredictionsFormat, parsePredictions, problemsShown } from "./predictions-file.ts";
export {
  type Audit,
  type AuditItem,
  auditFindings,
  type Comparison,
  type LimitName,
  limitNames,
  type RerunOutcome,
  type RerunReason,
  type RerunVerdict,
  type RunLimits,
  type RunReport,
  rerunOutcome,
  rerunOutcomes,
  rerunReasonCodes,
  rerunVerdict,
  runLimits,
  type SandboxCapability,
  sandboxCapabilities,
  sandboxCapability,
} from "./rerun-verdict.ts";
export { decodeText } from "./text-file.ts";
