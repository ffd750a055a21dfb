import type { AuditItem, PinnedFile } from "@gradmark/contract";
import { moment, thousands } from "../rerun/words.ts";
import type { LinkFetch } from "./fetch-link.ts";

/**
 * Holds what a link gives now against what it gave when it was pinned. The rerun uses the pinned copy in any case, so
 * that a finding is for a person and changes no outcome. Two files of one sha256 are the same file: an honest link
 * that stands still is never found.
 */
export function checkLink(pin: PinnedFile, now: LinkFetch, timeZone: string): AuditItem {
  const when = moment(pin.pinnedAt, timeZone);
  const evidence = { pinned: pin, now: now.ok ? now.value : now.problem, falseAlarmRate: 0 };
  const kept = "The copy of that time was used.";
  if (!now.ok)
    return {
      finding: "note",
      why: `The model of ${when} is no longer behind the link. ${now.problem.message} ${kept}`,
      evidence,
    };
  if (now.value.sha256 === pin.sha256)
    return { finding: "none", why: `The link still gives the file of ${when}.`, evidence };
  const why = `The link gives another file (${thousands(now.value.bytes)} bytes) than on ${when} (${thousands(pin.bytes)} bytes): it was changed after it had been handed in. ${kept}`;
  return { finding: "suspicious", why, evidence };
}
