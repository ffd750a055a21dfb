import type { AuditItem } from "@gradmark/contract";

export function notRun(why: string): AuditItem {
  return { finding: "not-run", why, evidence: {} };
}
