import type { GradingTask, MarkPurpose } from "@gradmark/contract";
import { drawOrder, keyedRandom } from "../data/keyed-random.ts";

export interface SplitRequest {
  courseId: string;
  /** The course's secret. */
  seed: string;
  /** The teams whose hand-ins are to be graded. */
  teams: readonly string[];
  /** The parts that people grade. */
  parts: readonly string[];
  /** Who grades, and which parts; null for all. */
  graders: readonly { id: string; parts: readonly string[] | null }[];
  /** Tasks that were given before: they stay with their graders as long as those still grade the part. */
  given: readonly GradingTask[];
  /** Share of the hand-ins that a second person grades too, 0 to 1. */
  doubleShare: number;
  now: Date;
}

/** The tasks that are new, and those of people who no longer grade the part. */
export interface TaskSplit {
  give: GradingTask[];
  take: GradingTask[];
}

/**
 * Splits the hand-ins of each part among its graders, so that no two have counts that differ by more than one where
 * nothing was given before; then draws the sample that is graded twice, each by somebody else. Drawn from the course's
 * seed: asked again it gives nothing new.
 */
export function splitTasks(request: SplitRequest): TaskSplit {
  const { teams, given, graders } = request;
  const may = (task: GradingTask) => graders.some(({ id, parts }) => id === task.graderId && grades(parts, task.part));
  const kept = given.filter((task) => may(task) && teams.includes(task.teamId));
  const give = request.parts.flatMap((part) => splitPart(request, part, kept));
  return { give, take: given.filter((task) => task.purpose !== "calibration" && !may(task)) };
}

function splitPart(request: SplitRequest, part: string, kept: readonly GradingTask[]): GradingTask[] {
  const { courseId, seed, teams, graders, doubleShare, now } = request;
  const able = graders.filter(({ parts }) => grades(parts, part)).map(({ id }) => id);
  if (able.length === 0) return [];
  const order = shuffle(teams, seed, `split\0${part}`);
  const tasks = kept.filter((task) => task.part === part);
  const fresh: GradingTask[] = [];
  const give = (teamId: string, purpose: MarkPurpose, candidates: readonly string[]) => {
    const all = [...tasks, ...fresh];
    if (all.some((task) => task.teamId === teamId && task.purpose === purpose)) return;
    const busy = all.filter((task) => task.teamId === teamId).map(({ graderId }) => graderId);
    const graderId = leastLoaded(
      candidates.filter((id) => !busy.includes(id)),
      all,
      purpose,
    );
    if (graderId !== null) fresh.push({ courseId, teamId, part, graderId, purpose, assignedAt: now });
  };
  const graderOrder = shuffle(able, seed, `graders\0${part}`);
  for (const teamId of order) give(teamId, "grade", graderOrder);
  const sample = shuffle(teams, seed, `double\0${part}`).slice(0, Math.ceil(doubleShare * teams.length));
  for (const teamId of sample) give(teamId, "second", graderOrder);
  return fresh;
}

/** Who has fewest tasks of the purpose; among equals the first. Null where nobody is left. */
function leastLoaded(
  candidates: readonly string[],
  tasks: readonly GradingTask[],
  purpose: MarkPurpose,
): string | null {
  const load = (id: string) => tasks.filter((task) => task.graderId === id && task.purpose === purpose).length;
  return candidates.reduce<string | null>((best, id) => (best === null || load(id) < load(best) ? id : best), null);
}

function grades(parts: readonly string[] | null, part: string): boolean {
  return parts === null || parts.includes(part);
}

/** In an order that does not depend on the order in which they came. */
function shuffle(ids: readonly string[], seed: string, purpose: string): string[] {
  const sorted = [...ids].sort();
  return [...drawOrder(sorted.length, keyedRandom(seed, purpose))].map((k) => sorted[k] ?? "");
}
