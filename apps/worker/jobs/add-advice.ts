import type { Audit, AuditItem, HandIn, RerunVerdict } from "@gradmark/contract";
import { checkLink, reportQuality } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import { lookBehind } from "./fetch-model.ts";

/** A file that was pinned so lately is not fetched again: it is the hand-in's first rerun that asks. */
const freshMs = 3_600_000;

export interface AdviceRequest {
  handIn: HandIn;
  desk: Desk;
  job: string;
  signal: AbortSignal;
  timeZone: string;
  maxBytes: number;
  quality: boolean;
}

/**
 * Adds what needs no run of the script: what the link to the model gives now, and a look at the script's text. Both
 * are for a person, and are there also when the script failed.
 */
export async function addAdvice(verdict: RerunVerdict, request: AdviceRequest): Promise<RerunVerdict> {
  const { handIn, desk } = request;
  const modelLink = await auditLink(request);
  const { name, sha256 } = handIn.script;
  const quality = request.quality ? await reportQuality({ name, bytes: await desk.blobs.read(sha256) }) : null;
  return {
    ...verdict,
    ...(modelLink && { audit: { ...(verdict.audit ?? nothingRun), modelLink } }),
    ...(quality && { quality }),
  };
}

async function auditLink({ handIn, desk, job, signal, timeZone, maxBytes }: AdviceRequest): Promise<AuditItem | null> {
  const { link } = handIn;
  if (link === null) return null;
  if (link.pin === null) {
    const why = `The model could not be fetched when it was handed in. ${link.problem?.message ?? ""}`.trim();
    return { finding: "note", why, evidence: { problem: link.problem } };
  }
  const age = desk.clock().getTime() - Date.parse(link.pin.pinnedAt);
  if (age < freshMs)
    return { finding: "not-run", why: "The model was pinned within the last hour.", evidence: { pinned: link.pin } };
  return checkLink(link.pin, await lookBehind(link.url, { job, maxBytes, desk, signal }), timeZone);
}

const notRun: AuditItem = { finding: "not-run", why: "The script gave nothing to audit.", evidence: {} };
const nothingRun: Audit = { permutedRows: notRun, repeatSpread: notRun, inputsRead: notRun, shadow: notRun };
