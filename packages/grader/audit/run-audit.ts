import type { Audit } from "@gradmark/contract";
import type { Produced } from "../rerun/judge.ts";
import type { FileRead } from "../rerun/lay-out-files.ts";
import type { RerunRequest, RerunTools } from "../rerun/rerun-request.ts";
import type { ScriptSetting } from "../rerun/run-script.ts";
import { auditInputs } from "./inputs-read.ts";
import { auditPermutedRows } from "./permuted-rows.ts";
import { auditRepeatSpread } from "./repeat-spread.ts";
import { auditShadow } from "./shadow-set.ts";

/** What every audit works with: the plain run's request, setting and predictions. */
export interface AuditContext {
  request: RerunRequest;
  tools: RerunTools;
  setting: ScriptSetting;
  plain: Produced;
  /** Which of its files the plain run has read; null when that is not known. */
  read: readonly FileRead[] | null;
}

/**
 * The audits that were asked for, one run after the other. Evidence for a person, not a penalty; nothing that these
 * runs print is kept.
 */
export async function runAudit(context: AuditContext): Promise<Audit> {
  return {
    permutedRows: await auditPermutedRows(context),
    repeatSpread: await auditRepeatSpread(context),
    inputsRead: await auditInputs(context),
    shadow: await auditShadow(context),
  };
}
