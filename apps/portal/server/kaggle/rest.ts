import {
  createSubmissionInput,
  downloadInput,
  listCompetitionsInput,
  listInput,
  listSubmissionsInput,
  ofCompetition,
  startUploadInput,
} from "#features/kaggle/schema.ts";
import { downloadLeaderboard, getLeaderboard } from "./board.ts";
import type { Caller } from "./caller.ts";
import { downloadDataFile, downloadDataFiles, listDataFiles } from "./course-files.ts";
import { listCompetitions } from "./courses.ts";
import { isRefusal, type Reply, refused } from "./reply.ts";
import type { Operation } from "./rpc.ts";
import { listSubmissions } from "./submissions.ts";
import { createSubmission, startUpload } from "./upload-steps.ts";

interface Route {
  method: "GET" | "POST";
  /** Below `/api/v1/competitions/`; `:name` takes one segment, `*name` the rest. */
  path: string;
  run: Operation;
}

/** The older protocol, for clients up to 1.7: the same operations in other clothes. */
export const restRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "list",
    run: (caller, input) => bare("competitions", listCompetitions(caller, listCompetitionsInput.parse(input))),
  },
  { method: "GET", path: "data/list/:competitionName", run: listFiles },
  {
    method: "GET",
    path: "data/download-all/:competitionName",
    run: (caller, input) => downloadDataFiles(caller, ofCompetition.parse(input)),
  },
  {
    method: "GET",
    path: "data/download/:competitionName/*fileName",
    run: (caller, input) => downloadDataFile(caller, downloadInput.parse(input)),
  },
  { method: "POST", path: "submission-url", run: start },
  { method: "POST", path: ":competitionName/submissions/url/:contentLength/:lastModified", run: start },
  {
    method: "POST",
    path: "submissions/submit/:competitionName",
    run: async (caller, input) => speakable(await createSubmission(caller, createSubmissionInput.parse(input))),
  },
  {
    method: "GET",
    path: "submissions/list/:competitionName",
    run: (caller, input) =>
      lowerStates(bare("submissions", listSubmissions(caller, listSubmissionsInput.parse(input), 200))),
  },
  {
    method: "GET",
    path: ":competitionName/leaderboard/view",
    run: (caller, input) => getLeaderboard(caller, listInput.parse({ pageSize: 50, ...Object(input) })),
  },
  {
    method: "GET",
    path: ":competitionName/leaderboard/download",
    run: (caller, input) => downloadLeaderboard(caller, ofCompetition.parse(input)),
  },
];

/** The route of a request and what its path says; null when there is none. */
export function findRoute(
  method: string,
  segments: readonly string[],
): { run: Operation; named: Record<string, string> } | null {
  for (const route of restRoutes) {
    const named = route.method === method ? match(route.path.split("/"), segments) : null;
    if (named) return { run: route.run, named };
  }
  return null;
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const named: Record<string, string> = {};
  for (const [k, part] of pattern.entries()) {
    if (part.startsWith("*") && segments.length > k) return { ...named, [part.slice(1)]: segments.slice(k).join("/") };
    const segment = segments[k];
    if (segment === undefined) return null;
    if (part.startsWith(":")) named[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return segments.length === pattern.length ? named : null;
}

/** With a page size in a wrapper, without one bare and complete: clients up to 1.6.12 know no pages. */
async function listFiles(caller: Caller, input: unknown): Promise<Reply> {
  const query = listInput.parse(input);
  if (query.pageSize !== undefined) return listDataFiles(caller, query);
  return bare("files", await listDataFiles(caller, { ...query, pageSize: 200 }));
}

function start(caller: Caller, input: unknown): Reply {
  return speakable(startUpload(caller, startUploadInput.parse(input)));
}

/** The list itself, without its wrapper. */
function bare(key: string, reply: Reply): Reply {
  return reply.kind === "json" && key in reply.body ? { kind: "json", body: Object(reply.body)[key] } : reply;
}

/** Old clients print a state as it is sent, and were sent small letters. */
function lowerStates(reply: Reply): Reply {
  if (reply.kind !== "json" || !Array.isArray(reply.body)) return reply;
  const rows: { status: string }[] = reply.body;
  return { kind: "json", body: rows.map((row) => ({ ...row, status: row.status.toLowerCase() })) };
}

/** On `submit`, old clients put a sentence of their own in place of ours when the status is 404. */
function speakable(reply: Reply): Reply {
  return isRefusal(reply) && reply.status === 404 ? refused(403, reply.message) : reply;
}
