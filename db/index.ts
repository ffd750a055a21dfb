export { courseDay } from "./course-day.ts";
export { type Database, type DatabaseOptions, inTransaction, openDatabase } from "./database.ts";
export { countMails, type LeasedMail, leaseMails, recordMailFailure, recordMailSent } from "./notices/outbox.ts";
export { remindBeforeMs, remindOfDeadlines } from "./notices/remind.ts";
export { tellCourse, tellPeople, tellTeam } from "./notices/tell.ts";
export {
  selectAnnouncements,
  selectAnnouncementVersions,
  selectOptionalAnnouncement,
} from "./queries/announcement.ts";
export {
  insertAnswer,
  selectAnswers,
  selectCountingAnswers,
  selectOptionalAnswer,
  selectUndecidedAnswers,
} from "./queries/answer.ts";
export {
  selectApiTokensOf,
  selectOptionalApiToken,
  selectOptionalApiTokenByHash,
  updateApiTokenRevoked,
  updateApiTokenUsed,
} from "./queries/api-token.ts";
export {
  type BoardRow,
  countBoard,
  selectBoard,
  selectBoardNames,
  selectBoardTeams,
  selectOptionalBoardPosition,
  selectOptionalKeyAt,
  selectPrivateBoard,
} from "./queries/board.ts";
export { type ClassStanding, selectBoardDays, selectBoardSteps, selectStandings } from "./queries/board-history.ts";
export {
  deleteChangesBefore,
  insertChange,
  selectChangesSince,
  selectLatestChangeId,
  selectLatestChangeOf,
} from "./queries/change.ts";
export {
  insertCourse,
  selectCourse,
  selectCourses,
  selectOptionalCourseBySlug,
  updateCourseDeadline,
  updateCourseSettings,
  updateCourseState,
} from "./queries/course.ts";
export {
  insertCourseMember,
  selectCourseMembers,
  selectCoursesOf,
  selectOptionalCourseMember,
} from "./queries/course-member.ts";
export { deleteDraftLink, selectOptionalDraftLink, upsertDraftLink } from "./queries/draft-link.ts";
export {
  countEntriesOfTeam,
  selectEntriesOfTeam,
  selectEntry,
  selectOptionalBenchmark,
  selectOptionalEntry,
  selectOptionalSameEntry,
} from "./queries/entry.ts";
export { selectChosenEntries, selectFinalEntries } from "./queries/final-entry.ts";
export { selectAdjustments } from "./queries/grade-adjustment.ts";
export { selectOptionalProposal, selectProposals } from "./queries/grade-proposal.ts";
export { type QueuedHandIn, selectMarkStates, selectQueuedHandIns } from "./queries/grading-queue.ts";
export { selectOptionalGradingRules, selectRulesVersions } from "./queries/grading-rules.ts";
export { selectGradingTasks } from "./queries/grading-task.ts";
export {
  selectCurrentHandIns,
  selectHandIn,
  selectHandInsOfTeam,
  selectOptionalCurrentHandIn,
  selectOptionalHandIn,
} from "./queries/hand-in.ts";
export { selectComments, selectOptionalComment } from "./queries/hand-in-comment.ts";
export { deleteVisit, noteVisit, selectVisitors, type Visitor } from "./queries/hand-in-visit.ts";
export { countJobs, selectJob, selectJobs, selectOptionalJobOf } from "./queries/job.ts";
export { type KaggleBoardRow, selectOptionalKaggleBoard } from "./queries/kaggle-leaderboard.ts";
export { hasStarted, insertLedgerLine, selectLedger, selectTriesUsedBy } from "./queries/ledger.ts";
export { selectMarks, selectMarksOfHandIn, selectOptionalMark } from "./queries/mark.ts";
export {
  countUnreadNotices,
  selectNoticePreferences,
  selectNoticesOf,
  type ToldNotice,
  updateNoticesRead,
  upsertNoticePreference,
} from "./queries/notice.ts";
export { selectPartReleases } from "./queries/part-release.ts";
export {
  insertPooledComment,
  selectOptionalPooledComment,
  selectPooledComments,
  updatePooledCommentRetired,
} from "./queries/pooled-comment.ts";
export { selectOptionalLatestPrecheck, selectPrecheck } from "./queries/precheck.ts";
export {
  type Asker,
  isOwnQuestion,
  selectAllQuestions,
  selectOptionalQuestion,
  selectOwnQuestions,
  selectPublishedQuestions,
  selectQuestionMessages,
} from "./queries/question.ts";
export { selectOptionalRegrade, selectRegrades } from "./queries/regrade-request.ts";
export {
  deleteResumableUpload,
  insertResumableUpload,
  selectExpiredUploads,
  selectOptionalResumableUpload,
  selectUnfinishedUploads,
  updateResumableUploadReceived,
  updateResumableUploadSubject,
} from "./queries/resumable-upload.ts";
export {
  deleteRosterPerson,
  selectOptionalRosterPerson,
  selectRoster,
  upsertRosterPerson,
} from "./queries/roster-person.ts";
export { deleteOtherSessions, deleteSession, type SessionRow, selectSessionsOf } from "./queries/session.ts";
export { deleteOtherSignInWays, hasAdmin, selectSignInWays } from "./queries/sign-in-way.ts";
export {
  insertStaffAction,
  type NewStaffAction,
  type StaffActionFilter,
  selectStaffActions,
} from "./queries/staff-action.ts";
export {
  countTeams,
  findTeamsWithRoom,
  selectOptionalTeam,
  selectOptionalTeamByInvite,
  selectOptionalTeamByName,
  selectOptionalTeamOf,
  selectTeam,
  selectTeamNames,
  selectTeams,
  updateInviteCode,
} from "./queries/team.ts";
export { countTeamMembers, selectTeamMembers, selectTeamRole } from "./queries/team-member.ts";
export { selectTeamRecord, type TeamRecord } from "./queries/team-record.ts";
export { selectOpenRequestsOf, selectOpenRequestsTo } from "./queries/team-request.ts";
export { deleteUpload, filesOfCheckList, insertUpload, selectUploads } from "./queries/upload.ts";
export {
  insertUploadTicket,
  selectOptionalUploadTicket,
  updateUploadTicketReceived,
} from "./queries/upload-ticket.ts";
export { insertPerson, selectOptionalPersonByEmail, selectPeople, selectPerson, updatePerson } from "./queries/user.ts";
export { enqueueJob, type NewJob } from "./queue/enqueue.ts";
export {
  cancelJobs,
  faultJob,
  finishCancelledJob,
  finishJob,
  maxAttempts,
  releaseJob,
  requeueExpiredJobs,
} from "./queue/finish.ts";
export { heartbeatJob, type Lease, leaseNextJob } from "./queue/lease.ts";
export { selectQueueOrder, selectQueuePlace } from "./queue/order.ts";
export { authTables } from "./schema/auth-tables.ts";
export {
  type AnnouncementRefusal,
  type AnnouncementWords,
  changeAnnouncement,
  publishAnnouncement,
  withdrawAnnouncement,
} from "./transactions/announce.ts";
export { answerQuestion, hideQuestion, markDuplicate, publishQuestion } from "./transactions/answer-question.ts";
export {
  type ApplyRequest,
  applyProposal,
  discardProposal,
  type ProposalRefusal,
  proposeChange,
  undoProposal,
} from "./transactions/apply-proposal.ts";
export {
  askPrecheck,
  type PrecheckRefusal,
  type PrecheckTries,
  selectPrecheckTries,
} from "./transactions/ask-precheck.ts";

export { askFurther, askStaff, type QuestionRefusal, questionsADay } from "./transactions/ask-staff.ts";
export { askTeam, decideTeamRequest, withdrawTeamRequest } from "./transactions/ask-team.ts";
export { assignTasks } from "./transactions/assign-tasks.ts";
export { chooseFinalEntries, type FinalRefusal } from "./transactions/choose-final-entries.ts";
export { claimOwnership, type OwnerRefusal, offerOwnership, ownershipRefusal } from "./transactions/claim-ownership.ts";
export { deleteComment, editComment, writeComment } from "./transactions/comment-hand-in.ts";
export { createApiToken, maximumApiTokens, type TokenRefusal } from "./transactions/create-api-token.ts";
export { createTeam, joinTeam } from "./transactions/create-team.ts";
export { type DecisionRefusal, decideUndecided } from "./transactions/decide-answer.ts";
export { enqueueRerun } from "./transactions/enqueue-rerun.ts";
export { type SlotTries, selectSlotTries } from "./transactions/gradient-tries.ts";
export { importKaggleLeaderboard } from "./transactions/import-kaggle-leaderboard.ts";
export { type JoinRefusal, joinCourse, selectAdmission } from "./transactions/join-course.ts";
export { leaveTeam, passCaptaincy, removeTeamMember } from "./transactions/leave-team.ts";
export { enqueueDueLinkChecks, recordLinkCheck } from "./transactions/link-checks.ts";
export { type CourseRefusal, courseRefusal } from "./transactions/open-course.ts";
export { proveAddress } from "./transactions/prove-address.ts";
export { recordBoardDays } from "./transactions/record-board-days.ts";
export { recordFetch } from "./transactions/record-fetch.ts";
export { recordPrecheck } from "./transactions/record-precheck.ts";
export { recordRerun } from "./transactions/record-rerun.ts";
export { recordScore, recordUnreadableEntry } from "./transactions/record-score.ts";
export { answerRegrade, askRegrade, type RegradeRefusal, withdrawRegrade } from "./transactions/regrade.ts";
export { releasePart, withdrawPart } from "./transactions/release-part.ts";
export { type MarkSave, type SavedMark, saveMark } from "./transactions/save-mark.ts";
export { type AnswerRefusal, submitAnswer } from "./transactions/submit-answer.ts";
export { type EntryRefusal, insertBenchmark, submitEntry } from "./transactions/submit-entry.ts";
export { type HandInRefusal, submitHandIn } from "./transactions/submit-hand-in.ts";
export { submitResumed } from "./transactions/submit-resumed.ts";
export { submitTicket } from "./transactions/submit-ticket.ts";
export { type TeamRefusal, teamLock } from "./transactions/team-refusal.ts";
export { selectTries, type Tries } from "./transactions/tries.ts";
