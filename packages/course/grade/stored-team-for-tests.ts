import type {
  Answer,
  Comparison,
  Entry,
  GradeAdjustment,
  HandIn,
  Mark,
  RerunOutcome,
  RerunVerdict,
} from "@gradmark/contract";
import type { StoredTeam } from "./collect-evidence.ts";

const at = new Date("2026-11-24T12:00:00Z");
const file = { name: "f", sha256: "0".repeat(64), bytes: 1 };

/** A team that did nothing, but for what the test names. */
export function storedTeam(values: Partial<StoredTeam> = {}): StoredTeam {
  return {
    teamId: "t",
    members: [],
    deadline: at,
    finalEntries: [],
    benchmark: null,
    handIn: null,
    answers: [],
    marks: [],
    adjustments: [],
    ...values,
  };
}

/** A mark on the report that is done and says nothing, but for what the test names. */
export function mark(values: Partial<Mark> = {}): Mark {
  return {
    id: "m",
    courseId: "c",
    teamId: "t",
    handInId: "h",
    part: "report",
    purpose: "grade",
    graderId: "g",
    version: 1,
    state: "done",
    applied: [],
    adjustment: 0,
    adjustmentWhy: "",
    comment: "",
    note: "",
    createdAt: at,
    savedAt: at,
    doneAt: at,
    ...values,
  };
}

export function entry(id: string, privateScore: number | null): Entry {
  return {
    id,
    courseId: "c",
    teamId: "t",
    kind: "team",
    uploadedBy: null,
    sha256: file.sha256,
    bytes: 1,
    fileName: "f",
    description: "",
    state: "done",
    problems: [],
    publicScore: null,
    privateScore: privateScore === null ? null : { score: privateScore, rows: 10, interval: null },
    source: null,
    createdAt: at,
    scoredAt: at,
  };
}

export function handIn(values: Partial<HandIn> = {}): HandIn {
  return {
    id: "h",
    courseId: "c",
    teamId: "t",
    submittedBy: null,
    script: file,
    report: null,
    models: [],
    link: null,
    finalEntryId: null,
    state: "done",
    verdict: null,
    linkCheck: null,
    replacedBy: null,
    submittedAt: at,
    checkedAt: null,
    ...values,
  };
}

export function answer(id: string, problem: string, slot: string, verdict: Answer["verdict"]): Answer {
  return {
    id,
    courseId: "c",
    teamId: "t",
    userId: null,
    problem,
    slot,
    answer: "x",
    format: "auto",
    verdict,
    detail: {},
    createdAt: at,
    decidedBy: null,
    decidedAt: null,
  };
}

export function adjustment(values: Partial<GradeAdjustment> = {}): GradeAdjustment {
  return {
    id: "j",
    courseId: "c",
    teamId: "t",
    userId: null,
    part: null,
    kind: "add",
    amount: 0,
    why: "Because.",
    createdBy: "g",
    createdAt: at,
    revokedAt: null,
    ...values,
  };
}

export function verdict(outcome: RerunOutcome, comparison?: Partial<Comparison>): RerunVerdict {
  const limits = { wallMs: 1, cpuMs: 1, memoryBytes: 1, processes: 1, outputBytes: 1, diskBytes: 1 };
  return {
    outcome,
    reasons: [{ code: "rows-differ", side: "team", message: outcome }],
    comparison: comparison
      ? {
          basis: "rows",
          sameBytes: false,
          rows: 10,
          rowsDiffering: 0,
          missingIds: 0,
          extraIds: 0,
          duplicateIds: 0,
          firstDifferences: [],
          scoreExpected: null,
          scoreRerun: null,
          ...comparison,
        }
      : null,
    run: null,
    output: null,
    logs: { stdout: "", stderr: "" },
    audit: null,
    environment: { kernel: "", cpu: "", runtime: null, packages: {}, limits },
  };
}
