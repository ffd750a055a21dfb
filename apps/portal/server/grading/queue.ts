import type { Course, GradingRules, GradingTask, MarkPurpose } from "@gradmark/contract";
import { blindName, gradingOrder, rubricOf } from "@gradmark/course";
import { selectGradingTasks, selectMarkStates, selectQueuedHandIns } from "@gradmark/db";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { maySee } from "./may-grade.ts";
import { rulesOf } from "./open-scheme.ts";

/** A part of a hand-in, as the queue shows it to one member of the staff. */
export interface QueuePart {
  part: string;
  /** Why the reader is to grade it; null when it is not theirs. */
  task: MarkPurpose | null;
  /** Who is to grade it for the grade; null for nobody. */
  assignedTo: string | null;
  state: "open" | "draft" | "done";
}

export interface QueueLine {
  handInId: string;
  /** The team's name, or, where the course is graded blindly, a name that says nothing. */
  title: string;
  submittedAt: Date;
  parts: QueuePart[];
}

/**
 * The hand-ins that count, in the reader's own stable order, with the parts that the reader may see. Of a part that the
 * reader grades a second time or to calibrate, the state is that of the reader's own mark.
 */
export function readQueue(ctx: Context & Membership): QueueLine[] {
  const { house, course, person } = ctx;
  const parts = gradedParts(rulesOf(house, course)).filter(({ id }) => maySee(ctx, id));
  const tasks = byTeamPart(selectGradingTasks(house.database, { courseId: course.id }));
  const marks = Map.groupBy(selectMarkStates(house.database, course.id), keyOf);
  const rows = gradingOrder(selectQueuedHandIns(house.database, course.id), { seed: course.seed, graderId: person.id });
  return rows.map(({ handInId, teamId, teamName, submittedAt }) => ({
    handInId,
    title: titleOf(course, { id: teamId, name: teamName }),
    submittedAt,
    parts: parts.map(({ id: part }) => {
      const given = tasks.get(`${teamId}/${part}`) ?? [];
      const task = given.find(({ graderId }) => graderId === person.id)?.purpose ?? null;
      const purpose = task ?? "grade";
      const mark = marks
        .get(`${handInId}/${part}`)
        ?.find((one) => one.purpose === purpose && (purpose === "grade" || one.graderId === person.id));
      const assignedTo = given.find((one) => one.purpose === "grade")?.graderId ?? null;
      return { part, task, assignedTo, state: mark?.state ?? "open" };
    }),
  }));
}

/** The parts that a person grades. */
export function gradedParts(rules: GradingRules): GradingRules["parts"] {
  return rules.parts.filter((part) => rubricOf(part) !== null);
}

/** How a team is called to the staff that grades it. */
export function titleOf({ settings, seed }: Course, team: { id: string; name: string }): string {
  return settings.grading.blind ? `Hand-in ${blindName(seed, team.id)}` : team.name;
}

function byTeamPart(tasks: readonly GradingTask[]): Map<string, GradingTask[]> {
  return Map.groupBy(tasks, ({ teamId, part }) => `${teamId}/${part}`);
}

function keyOf({ handInId, part }: { handInId: string; part: string }): string {
  return `${handInId}/${part}`;
}
