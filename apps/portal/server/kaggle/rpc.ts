import {
  createSubmissionInput,
  downloadInput,
  downloadSubmissionInput,
  listCompetitionsInput,
  listInput,
  listSubmissionsInput,
  ofCompetition,
  startUploadInput,
  submissionInput,
} from "#features/kaggle/schema.ts";
import { downloadLeaderboard, getLeaderboard } from "./board.ts";
import type { Caller } from "./caller.ts";
import { downloadDataFile, downloadDataFiles, listDataFiles } from "./course-files.ts";
import { getCompetition, listCompetitions } from "./courses.ts";
import type { Reply } from "./reply.ts";
import { downloadSubmission, getSubmission, getSubmissionLimits, listSubmissions } from "./submissions.ts";
import { createSubmission, startUpload } from "./upload-steps.ts";

/** One thing that a client may ask for. @throws ZodError when the request is not as the protocol has it */
export type Operation = (caller: Caller, input: unknown) => Reply | Promise<Reply>;

export const rpcService = "competitions.CompetitionApiService";

/** The methods of `competitions.CompetitionApiService` that are served, for clients from 1.8 on. */
export const rpcMethods: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["ListCompetitions", (caller, input) => listCompetitions(caller, listCompetitionsInput.parse(input))],
  ["GetCompetition", (caller, input) => getCompetition(caller, ofCompetition.parse(input))],
  ["ListDataFiles", (caller, input) => listDataFiles(caller, listInput.parse(input))],
  ["DownloadDataFiles", (caller, input) => downloadDataFiles(caller, ofCompetition.parse(input))],
  ["DownloadDataFile", (caller, input) => downloadDataFile(caller, downloadInput.parse(input))],
  ["StartSubmissionUpload", (caller, input) => startUpload(caller, startUploadInput.parse(input))],
  ["CreateSubmission", (caller, input) => createSubmission(caller, createSubmissionInput.parse(input))],
  ["ListSubmissions", (caller, input) => listSubmissions(caller, listSubmissionsInput.parse(input))],
  ["GetSubmission", (caller, input) => getSubmission(caller, submissionInput.parse(input))],
  ["GetSubmissionLimits", (caller, input) => getSubmissionLimits(caller, ofCompetition.parse(input))],
  ["DownloadSubmission", (caller, input) => downloadSubmission(caller, downloadSubmissionInput.parse(input))],
  ["GetLeaderboard", (caller, input) => getLeaderboard(caller, listInput.parse(input))],
  ["DownloadLeaderboard", (caller, input) => downloadLeaderboard(caller, ofCompetition.parse(input))],
]);
