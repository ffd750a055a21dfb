import type { Course, Grade, GradeLine, RerunVerdict } from "@gradmark/contract";
import { type GradingScheme, gradeSheet, type StoredTeam } from "@gradmark/course";

/** What a team may see of a rerun: no score, which would be a way to measure for free, and no finding of an audit. */
export interface RerunView {
  outcome: RerunVerdict["outcome"];
  reasons: { code: string; message: string }[];
  comparison: ComparisonView | null;
  run: RunView | null;
  output: RerunVerdict["output"];
  logs: RerunVerdict["logs"];
  runtime: string | null;
  cpu: string;
  packages: { name: string; version: string }[];
}

export interface ComparisonView {
  rows: number;
  rowsDiffering: number;
  missingIds: number;
  extraIds: number;
  firstDifferences: { id: string; expected: string; got: string }[];
  closestEarlierEntry: { entryId: string; uploadedAt: Date; rowsDiffering: number } | null;
}

export interface RunView {
  exitCode: number | null;
  signal: string | null;
  wallMs: number;
  cpuMs: number | null;
  peakMemoryBytes: number | null;
  truncated: boolean;
  limitsHit: string[];
  limits: { wallMs: number; memoryBytes: number };
}

export function viewRerun(verdict: RerunVerdict): RerunView {
  const { outcome, output, logs, environment } = verdict;
  return {
    outcome,
    reasons: verdict.reasons.map(viewReason),
    comparison: viewComparison(verdict),
    run: viewRun(verdict),
    output,
    logs: { stdout: logs.stdout, stderr: logs.stderr },
    runtime: environment.runtime && `${environment.runtime.name} ${environment.runtime.version}`,
    cpu: environment.cpu,
    packages: Object.entries(environment.packages).map(([name, version]) => ({ name, version })),
  };
}

/** A reason may name a score, or, when it is ours, paths and machines: such sentences are for the staff. */
function viewReason({ code, side, message }: RerunVerdict["reasons"][number]): RerunView["reasons"][number] {
  if (side === "host") return { code, message: "Our side failed, not your script. It runs again by itself." };
  if (code === "score-differs") return { code, message: "The rerun scores differently from your final entry." };
  if (code === "same-score") return { code, message: "The rerun scores like your final entry." };
  return { code, message };
}

function viewComparison({ comparison }: RerunVerdict): ComparisonView | null {
  if (!comparison) return null;
  const { rows, rowsDiffering, missingIds, extraIds, firstDifferences, closestEarlierEntry } = comparison;
  const closest = closestEarlierEntry && {
    ...closestEarlierEntry,
    uploadedAt: new Date(closestEarlierEntry.uploadedAt),
  };
  return { rows, rowsDiffering, missingIds, extraIds, firstDifferences, closestEarlierEntry: closest ?? null };
}

function viewRun({ run, environment }: RerunVerdict): RunView | null {
  if (!run) return null;
  const { exitCode, signal, wallMs, cpuMs, peakMemoryBytes, truncated, limitsHit } = run;
  const { wallMs: wall, memoryBytes } = environment.limits;
  const limits = { wallMs: wall, memoryBytes };
  return { exitCode, signal, wallMs, cpuMs, peakMemoryBytes, truncated, limitsHit, limits };
}

/** A grade as its team may see it: its parts, and from the reveal on the arithmetic down to the last line. */
export interface GradeView extends Grade {
  line: ArithmeticLine | null;
  /** The reader's own points, where they differ from the team's. */
  own: { points: number; total: number | null; line: ArithmeticLine } | null;
}

export interface ArithmeticLine {
  label: string;
  points: number;
  why: string;
  lines: ArithmeticLine[];
}

interface Shown {
  revealed: boolean;
  /** Parts whose marks the staff has released. */
  released: ReadonlySet<string>;
  /** Who looks. */
  reader: string;
}

/**
 * A team's grade with its arithmetic. Before the reveal it is computed as if private scores were not there, and marks
 * and adjustments count only in parts that are released, so that no number can give them away.
 */
export function viewGrade(scheme: GradingScheme, stored: StoredTeam, { revealed, released, reader }: Shown): GradeView {
  const { rules } = scheme;
  const known: StoredTeam = {
    ...stored,
    marks: stored.marks.filter(({ part }) => released.has(part)),
    adjustments: stored.adjustments.filter(({ part }) => (part === null ? revealed : released.has(part))),
    ...(!revealed && {
      benchmark: null,
      finalEntries: stored.finalEntries.map((entry) => ({ ...entry, privateScore: null })),
    }),
  };
  const sheet = gradeSheet(revealed ? scheme : { ...scheme, rules: { ...rules, benchmarkScore: null } }, known);
  if (!revealed) return { ...withoutPrivate(sheet.parts, rules.parts, stored), line: null, own: null };
  const { points, open, total, parts, line } = sheet;
  const member = sheet.members.find(({ userId }) => userId === reader);
  const own = member ? { points: member.points, total: member.total, line: viewLine(member.line) } : null;
  return { points, open, total, parts, line: viewLine(line), own };
}

/** What the private scores will decide is open, whatever they are. */
function withoutPrivate(parts: Grade["parts"], rules: GradingScheme["rules"]["parts"], stored: StoredTeam): Grade {
  const isDecided = stored.finalEntries.some(({ privateScore }) => privateScore !== null);
  const byScore = rules.filter(({ grading }) => grading.rule === "beats-benchmark").map(({ id }) => id);
  const waiting = new Set(isDecided ? byScore : []);
  const why = "Decided by the private scores, which are shown when the course is revealed.";
  return summed(parts.map((part) => (waiting.has(part.id) ? { ...part, points: 0, open: part.weight, why } : part)));
}

function summed(parts: Grade["parts"]): Grade {
  const sum = (key: "points" | "open") => Math.round(100 * parts.reduce((total, part) => total + part[key], 0)) / 100;
  const [points, open] = [sum("points"), sum("open")];
  return { points, open, total: open === 0 ? points : null, parts };
}

/** Without the rows of the database that a line rests on: those are for the staff. */
function viewLine({ label, amount, why, lines }: GradeLine): ArithmeticLine {
  return { label, points: amount / 100, why, lines: lines.map(viewLine) };
}

/** Until the deadline, the points of gradients whose verdicts a kit seals are open: they would tell the verdicts. */
export function sealGradients(
  { kit, deadline }: Pick<Course, "kit" | "deadline">,
  grade: GradeView,
  now: Date,
): GradeView {
  if (kit.gradients?.verdict !== "after-deadline" || now >= deadline) return grade;
  const sealed = new Set(kit.parts.filter(({ grading }) => grading.rule === "gradients").map(({ id }) => id));
  const why = "Your answers are kept. Whether they are right is shown after the deadline.";
  const parts = grade.parts.map((part) =>
    sealed.has(part.id) ? { ...part, points: 0, open: part.weight, why } : part,
  );
  return { ...summed(parts), line: null, own: null };
}
