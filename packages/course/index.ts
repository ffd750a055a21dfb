export { type BoardCsvRow, formatBoard } from "./board/format-board.ts";
export { formatLeaderboard, type LeaderboardRow } from "./board/format-leaderboard.ts";
export { type LeaderboardMatch, type LeaderboardMiss, matchLeaderboard } from "./board/match-leaderboard.ts";
export { type KaggleLeaderboard, type KaggleRow, parseKaggleLeaderboard } from "./board/parse-kaggle-leaderboard.ts";
export { pseudonym } from "./board/pseudonym.ts";
export { measureShakeUp, type ShakeTeam, type ShakeUp } from "./board/shake-up.ts";
export {
  formatIdxImages,
  formatIdxLabels,
  type IdxImages,
  parseIdxImages,
  parseIdxLabels,
  pickImages,
} from "./data/idx.ts";
export { loadSource } from "./data/load-source.ts";
export { type LookupRate, measureLookup } from "./data/measure-lookup.ts";
export { predictionColumns, predictionsFormat } from "./data/prediction-columns.ts";
export {
  type PreparedData,
  type PrepareRequest,
  prepareData,
  preparePublished,
  readPrepared,
} from "./data/prepare-data.ts";
export { type SourceData, UnusableData } from "./data/source-data.ts";
export { makeStudentPack, type PackRequest, type StudentPack } from "./data/student-pack.ts";
export type { PreparedFile } from "./data/write-sets.ts";
export { beatsBenchmark } from "./grade/beats-benchmark.ts";
export { collectEvidence, type StoredTeam } from "./grade/collect-evidence.ts";
export { computeGrade } from "./grade/compute-grade.ts";
export { type GradeEvidence, type SlotEvidence, slotEvidence } from "./grade/grade-evidence.ts";
export { type GradingScheme, gradeSheet } from "./grade/grade-sheet.ts";
export { type Rubric, rubricOf, rulesOfKit } from "./grade/grading-rules.ts";
export { markPoints } from "./grade/mark-points.ts";
export { previewChange } from "./grade/preview-change.ts";
export { formatGradebook, parseGradebook } from "./gradebook/format-gradebook.ts";
export type { GradebookEntry, GradebookRow } from "./gradebook/gradebook-row.ts";
export { type GradebookFormat, gradebookFormats } from "./gradebook/layouts.ts";
export { type LoadedKit, loadKit, loadProblem } from "./kit/load-kit.ts";
export { type JudgedMail, judgeMail, type MailContext } from "./mail/judge-mail.ts";
export { judgeMailbox, mailsOf } from "./mail/judge-mailbox.ts";
export { mailTitle } from "./mail/match-title.ts";
export { MailNotSent } from "./mail-out/mail-not-sent.ts";
export { type Mailer, type OutgoingMail, openMailer } from "./mail-out/open-mailer.ts";
export { type Agreement, type DoubleMark, measureAgreement, measureSpread, type Spread } from "./marking/agreement.ts";
export { blindName, gradingOrder } from "./marking/grading-order.ts";
export { splitTasks } from "./marking/split-tasks.ts";
export { checkKaggleName, type KaggleNameCheck } from "./people/check-kaggle-name.ts";
export { checkTeamName, type TeamNameCheck } from "./people/check-team-name.ts";
export { nearestName } from "./people/nearest-name.ts";
export { type ParsedRoster, parseRoster, type RosterPerson } from "./people/parse-roster.ts";
export { type ListedTeam, type ParsedTeams, parseTeams } from "./people/parse-teams.ts";
export { type BlobStore, isDiskFull, openBlobStore, type StoredBlob, UploadTooLarge } from "./uploads/blob-store.ts";
export { checkModel } from "./uploads/check-model.ts";
export { type CheckedReport, checkReport } from "./uploads/check-report.ts";
export { type CheckedScript, checkScript } from "./uploads/check-script.ts";
export { isMadeWithLatex } from "./uploads/made-with-latex.ts";
export { namesTeam } from "./uploads/names-team.ts";
export { recogniseShareLink, type ShareLink } from "./uploads/share-link.ts";
