import type { BenchmarkReport, Course, Grade, GradientVerdictName, RerunVerdict } from "@gradmark/contract";
import { beatsBenchmark } from "@gradmark/course";
import type { TeamGrade } from "../load/class-grades.ts";
import { formatTable } from "../output/table.ts";
import type { PlayedTeam } from "./play-team.ts";
import type { DemoTeam } from "./teams.ts";

interface TeamSummary {
  team: string;
  publicScore: number | null;
  privateScore: number | null;
  beatsBenchmark: boolean;
  rerun: { outcome: RerunVerdict["outcome"] | null; reasons: RerunVerdict["reasons"] };
  audit: RerunVerdict["audit"];
  gradients: { problem: string; slot: string; verdict: GradientVerdictName }[];
  grade: Grade;
}

/** What the demo found, as written to `summary.json`. */
export interface DemoSummary {
  benchmark: { engine: string; device: string; score: number };
  teams: TeamSummary[];
  gradebook: string;
}

export function summarise(
  course: Course,
  benchmark: BenchmarkReport,
  grades: readonly TeamGrade[],
  played: ReadonlyMap<string, PlayedTeam>,
  gradebook: string,
): DemoSummary {
  const { engine, device, score } = benchmark;
  return {
    benchmark: { engine, device, score },
    teams: grades.map((graded) => summariseTeam(course, graded, played.get(graded.team.name)?.gradients ?? [])),
    gradebook,
  };
}

function summariseTeam(
  course: Course,
  { team, record, grade }: TeamGrade,
  gradients: TeamSummary["gradients"],
): TeamSummary {
  const [final] = record.finalEntries;
  const privateScore = final?.privateScore?.score ?? null;
  const theirs = record.benchmark?.privateScore?.score ?? null;
  const verdict = record.handIn?.verdict ?? null;
  return {
    team: team.name,
    publicScore: final?.publicScore?.score ?? null,
    privateScore,
    beatsBenchmark: privateScore !== null && theirs !== null && beatsBenchmark(course.kit, privateScore, theirs),
    rerun: { outcome: verdict?.outcome ?? null, reasons: verdict?.reasons ?? [] },
    audit: verdict?.audit ?? null,
    gradients,
    grade,
  };
}

/** Everything that did not come out as it should, one sentence each. */
export function findSurprises(summary: DemoSummary, teams: readonly DemoTeam[], leastBenchmark: number): string[] {
  const { engine, score } = summary.benchmark;
  const surprises = teams.flatMap((team) => {
    const found = summary.teams.find((one) => one.team === team.name);
    return found ? surprisesOf(team, found).map((text) => `${team.name}: ${text}`) : [`${team.name} is missing`];
  });
  if (!engine.startsWith("tensorflow")) surprises.push(`the reference model ran on ${engine}, not on TensorFlow`);
  if (score < leastBenchmark) surprises.push(`the benchmark is ${score}; at least ${leastBenchmark} was expected`);
  return surprises;
}

function surprisesOf({ expected, answers }: DemoTeam, found: TeamSummary): string[] {
  const surprises: string[] = [];
  const permuted = found.audit?.permutedRows.finding ?? null;
  if (found.rerun.outcome !== expected.outcome)
    surprises.push(`rerun ${found.rerun.outcome}, expected ${expected.outcome}`);
  if (permuted !== expected.permutedRows)
    surprises.push(`permuted rows ${permuted}, expected ${expected.permutedRows}`);
  if (found.privateScore === null) surprises.push("no private score");
  surprises.push(...surprisesOfBenchmark(expected.beatsBenchmark, found));
  for (const { problem, slot, expected: wanted } of answers) {
    const verdict = found.gradients.find((one) => one.problem === problem && one.slot === slot)?.verdict;
    if (verdict !== wanted) surprises.push(`${problem}/${slot} is ${verdict}, expected ${wanted}`);
  }
  return surprises;
}

/** All points of the competition are for those who beat the benchmark, and for nobody else. */
function surprisesOfBenchmark(expected: boolean, { beatsBenchmark: beats, grade }: TeamSummary): string[] {
  if (beats !== expected) return [`${beats ? "better" : "not better"} than the benchmark, against what was expected`];
  const part = grade.parts.find(({ id }) => id === "competition");
  if (!part) return ["its grade has no competition"];
  if ((part.points === part.weight) === beats) return [];
  return [
    `${part.points} of ${part.weight} points for a score that is ${beats ? "" : "not "}better than the benchmark`,
  ];
}

/** The table for people: best private score first, then each team's reason. */
export function formatSummary(summary: DemoSummary): string {
  const teams = [...summary.teams].sort((a, b) => (b.privateScore ?? 0) - (a.privateScore ?? 0));
  const table = formatTable(
    ["team", "public", "private", "beats", "rerun", "audit", "gradients", "grade", "open"],
    teams.map((one) => [
      one.team,
      percent(one.publicScore),
      percent(one.privateScore),
      one.beatsBenchmark ? "yes" : "no",
      one.rerun.outcome ?? "none",
      one.audit?.permutedRows.finding ?? "not run",
      `${one.gradients.filter((answer) => answer.verdict === "correct").length}/${one.gradients.length}`,
      one.grade.points.toFixed(2),
      one.grade.open.toFixed(2),
    ]),
  );
  const { engine, device, score } = summary.benchmark;
  const benchmark = `Benchmark ${percent(score)} by ${engine} on ${device}`;
  const reasons = teams.map(
    (one) => `${one.team}: ${one.rerun.reasons.map((reason) => reason.message).join(" ")}${suspicion(one)}`,
  );
  return [benchmark, "", table, "", ...reasons].join("\n");
}

function percent(score: number | null): string {
  return score === null ? "–" : `${(100 * score).toFixed(2)} %`;
}

function suspicion({ audit }: TeamSummary): string {
  const item = audit?.permutedRows;
  return item?.finding === "suspicious" ? ` Audit: ${item.why}` : "";
}
