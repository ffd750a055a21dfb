export { type AnswerTable, answerTable } from "./answer-table.ts";
export {
  type ApiToken,
  apiToken,
  type TokenScope,
  tokenScope,
  tokenScopes,
  type UploadTicket,
  uploadTicket,
} from "./api-token.ts";
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
export {
  type Course,
  type CourseMember,
  type CourseRole,
  type CourseState,
  course,
  courseMember,
  courseRole,
  courseRoles,
  courseState,
  courseStates,
  type Person,
  person,
  type RosterPerson,
  rosterPerson,
  type Team,
  type TeamMember,
  type TeamRequest,
  type TeamRequestState,
  type TeamRole,
  team,
  teamMember,
  teamRequest,
  teamRequestStates,
  teamRoles,
} from "./course.ts";
export {
  type CourseSettings,
  courseSettings,
  type JoinRule,
  joinRule,
  joinRules,
  mailDomain,
} from "./course-settings.ts";
export { type Dataset, type Distortion, dataset } from "./dataset.ts";
export { type Grade, type GradePart, grade, gradePart } from "./grade.ts";
export {
  type AnswerFormat,
  answerFormat,
  answerFormats,
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
export {
  type Change,
  type ChangeTopic,
  change,
  changeTopic,
  changeTopics,
  type Job,
  type JobKind,
  type JobProgress,
  type JobReason,
  job,
  jobKind,
  jobKinds,
  jobProgress,
  jobReason,
} from "./job.ts";
export { type Kit, type KitPart, kit, type RuntimeName, runtimeName, runtimeNames } from "./kit.ts";
export {
  type MailItem,
  type MailReasonCode,
  type MailState,
  mailItem,
  mailReasonCode,
  mailReasonCodes,
  mailState,
  mailStates,
} from "./mail.ts";
export {
  type FixedMetricName,
  fixedMetricNames,
  type KitMetric,
  kitMetric,
  type MetricName,
  metricDirection,
  metricLabel,
  metricName,
  type ScriptMetric,
} from "./metric.ts";
export {
  type DraftLink,
  draftLink,
  type LinkCheck,
  type LinkProblem,
  linkProblemCodes,
  type ModelLink,
  modelLink,
  type PinnedFile,
} from "./model-link.ts";
export {
  type Precheck,
  type PrecheckFinding,
  type PrecheckReport,
  precheck,
  precheckTopics,
} from "./precheck.ts";
export { type Cell, type Column, NumberColumn, WordColumn } from "./predictions-file/columns.ts";
export { problemsShown } from "./predictions-file/found-problems.ts";
export { type IdCollection, IdList } from "./predictions-file/id-list.ts";
export { expectHeader, type PredictionsFormat, parsePredictions } from "./predictions-file/parse-predictions.ts";
export { type Predictions, PredictionTable } from "./predictions-file/prediction-table.ts";
export { labelOf, numberOf } from "./predictions-file/spelling.ts";
export type { DecideFormat, TableFormat } from "./predictions-file/table-builder.ts";
export { TableReader } from "./predictions-file/table-reader.ts";
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
export {
  type ResumableUpload,
  resumableUpload,
  type UploadKind,
  uploadKind,
  uploadKinds,
} from "./resumable-upload.ts";
export { type QualityNote, qualityNoteCodes, type ScriptQuality, scriptQuality } from "./script-quality.ts";
export { type SlotRule, slotRule } from "./slot-rule.ts";
export {
  type Answer,
  answer,
  type Entry,
  type EntryKind,
  type EntrySource,
  entry,
  entryKind,
  entryKinds,
  entrySource,
  type HandIn,
  handIn,
  type LedgerKind,
  type LedgerLine,
  ledgerKind,
  ledgerKinds,
  ledgerLine,
  type PartGrade,
  partGrade,
  type StoredFile,
  storedFile,
  type Upload,
  type UploadRole,
  upload,
  uploadRole,
  uploadRoles,
} from "./submission.ts";
export { decodeText } from "./text-file.ts";
