import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ModelLink } from "@gradmark/contract";
import { recordFetch, selectCourse, selectHandIn } from "@gradmark/db";
import { fetchLink, type LinkFetch } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import type { HeldLease } from "../loop/hold-lease.ts";
import type { WorkOn } from "../loop/work-on-job.ts";

/** Tries at a server that may only be out of order for a moment. */
const mostTries = 3;

/**
 * Fetches the model behind a hand-in's link and pins it: the copy is stored under its sha256, and is the model from
 * now on, whatever the link gives later. Then the hand-in is rerun.
 */
export const fetchModel: WorkOn = async ({ job, lease, held, desk }) => {
  const { db, clock } = desk;
  const { link, courseId } = selectHandIn(db, job.subjectId);
  if (link === null) throw new Error(`The hand-in ${job.subjectId} has no link.`);
  const { maxBytes } = selectCourse(db, courseId).kit.handIn.model;
  const pinned = await pinLink(link.url, { job: job.id, maxBytes, desk, held });
  held.signal.throwIfAborted();
  return recordFetch(db, lease, { link: pinned, now: clock() });
};

/** Tries a few times what may only be out of order for a moment. */
export async function pinLink(url: string, { held, ...fetching }: Pinning): Promise<ModelLink> {
  const { pace } = fetching.desk;
  for (let number = 1; ; number++) {
    held.report({ step: "fetch", done: number - 1, total: mostTries });
    const pinned = await pin(url, { ...fetching, signal: held.signal });
    if (pinned.problem?.passing !== true || number === mostTries) return pinned;
    await sleep(pace.retryMs * number, undefined, { signal: held.signal });
  }
}

interface Pinning extends Omit<Fetching, "signal"> {
  held: HeldLease;
}

interface Fetching {
  /** Names the file in the scratch folder. */
  job: string;
  maxBytes: number;
  desk: Desk;
  signal: AbortSignal;
}

/** What the link gives now, without keeping it. */
export async function lookBehind(url: string, fetching: Fetching): Promise<LinkFetch> {
  return await fetched(url, fetching, async () => {});
}

async function pin(url: string, fetching: Fetching): Promise<ModelLink> {
  const { desk, maxBytes } = fetching;
  const result = await fetched(url, fetching, async (path) => {
    await desk.blobs.put(createReadStream(path), { maxBytes });
  });
  if (!result.ok) return { url, pin: null, problem: result.problem };
  return { url, pin: { ...result.value, pinnedAt: desk.clock().toISOString() }, problem: null };
}

async function fetched(url: string, fetching: Fetching, keep: (path: string) => Promise<void>): Promise<LinkFetch> {
  const { desk, maxBytes, job, signal } = fetching;
  const path = join(desk.scratch, `link-${job}`);
  try {
    const result = await fetchLink(url, path, desk.linkRules(maxBytes), signal);
    if (result.ok) await keep(path);
    return result;
  } finally {
    await rm(path, { force: true });
  }
}
