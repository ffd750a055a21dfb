import type { HandIn, HandInComment, Mark, MarkPurpose, RubricItem } from "@gradmark/contract";

/** A part of a hand-in in the workspace. */
export interface DeskPart {
  id: string;
  title: string;
  weight: number;
  /** The most that the rubric can bring without extra credit. */
  cap: number;
  items: RubricItem[];
  mayGrade: boolean;
  /** Why the reader grades it. With `second` and `calibration` nobody else's opinion is in the response. */
  purpose: MarkPurpose;
  mark: DeskMark | null;
}

export interface DeskMark {
  id: string;
  version: number;
  state: Mark["state"];
  applied: Mark["applied"];
  adjustment: number;
  adjustmentWhy: string;
  comment: string;
  note: string;
  /** Hundredths. */
  points: number;
  by: string;
  savedAt: Date;
}

export interface DeskComment {
  id: string;
  part: string;
  place: HandInComment["place"];
  text: string;
  audience: HandInComment["audience"];
  version: number;
  by: string;
  mine: boolean;
}

export function viewMark(mark: Mark, points: number, names: Map<string, string>): DeskMark {
  const { id, version, state, applied, adjustment, adjustmentWhy, comment, note, graderId, savedAt } = mark;
  const by = names.get(graderId) ?? "somebody";
  return { id, version, state, applied, adjustment, adjustmentWhy, comment, note, points, by, savedAt };
}

export function viewComment(comment: HandInComment, reader: string, names: Map<string, string>): DeskComment {
  const { id, part, place, text, audience, version, authorId } = comment;
  return { id, part, place, text, audience, version, by: names.get(authorId) ?? "somebody", mine: authorId === reader };
}

/** What graders read of a rerun: everything but the predictions themselves. */
export interface DeskRerun {
  state: HandIn["state"];
  outcome: string | null;
  reasons: string[];
  rows: { all: number; differing: number } | null;
  scores: { expected: number | null; rerun: number | null } | null;
  wallMs: number | null;
  logs: { stdout: string; stderr: string };
  audit: { name: string; finding: string; why: string }[];
  quality: {
    codeLines: number;
    commentLines: number;
    commentShare: number;
    functions: number;
    deepestNesting: number;
    notes: { code: string; line: number; message: string }[];
  } | null;
}

export function viewRerun({ state, verdict }: HandIn): DeskRerun {
  const { comparison, run, audit, quality, logs } = verdict ?? {};
  return {
    state,
    outcome: verdict?.outcome ?? null,
    reasons: (verdict?.reasons ?? []).map(({ message }) => message),
    rows: comparison ? { all: comparison.rows, differing: comparison.rowsDiffering } : null,
    scores: comparison ? { expected: comparison.scoreExpected, rerun: comparison.scoreRerun } : null,
    wallMs: run?.wallMs ?? null,
    logs: { stdout: logs?.stdout ?? "", stderr: logs?.stderr ?? "" },
    audit: Object.entries(audit ?? {}).flatMap(([name, item]) =>
      item ? [{ name: auditNames[name] ?? name, finding: item.finding, why: item.why }] : [],
    ),
    quality: quality
      ? {
          codeLines: quality.codeLines,
          commentLines: quality.commentLines,
          commentShare: quality.commentShare,
          functions: quality.functions.count,
          deepestNesting: quality.deepestNesting,
          notes: quality.notes,
        }
      : null,
  };
}

const auditNames: Record<string, string> = {
  permutedRows: "Rows in another order",
  repeatSpread: "Repeated runs",
  inputsRead: "Files that it opened",
  shadow: "Images that were never given out",
  modelLink: "Link to the model",
};
