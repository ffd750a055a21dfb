import { type GradingTask, gradingTask as taskRow } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { gradingTask } from "../schema/grading-task.ts";

/** Who grades what in a course, or what one person does. */
export function selectGradingTasks(
  db: Database,
  { courseId, graderId }: { courseId: string; graderId?: string },
): GradingTask[] {
  const rows = db.orm
    .select()
    .from(gradingTask)
    .where(
      and(eq(gradingTask.courseId, courseId), graderId === undefined ? undefined : eq(gradingTask.graderId, graderId)),
    )
    .orderBy(asc(gradingTask.teamId), asc(gradingTask.part), asc(gradingTask.graderId))
    .all();
  return rows.map((row) => taskRow.parse(row));
}

/** Gives a task, or another purpose to one that was given. */
export function upsertGradingTask(db: Database, task: GradingTask): void {
  db.orm
    .insert(gradingTask)
    .values(task)
    .onConflictDoUpdate({
      target: [gradingTask.teamId, gradingTask.part, gradingTask.graderId],
      set: { purpose: task.purpose, assignedAt: task.assignedAt },
    })
    .run();
}

export function deleteGradingTask(
  db: Database,
  { teamId, part, graderId }: Pick<GradingTask, "teamId" | "part" | "graderId">,
): void {
  db.orm
    .delete(gradingTask)
    .where(and(eq(gradingTask.teamId, teamId), eq(gradingTask.part, part), eq(gradingTask.graderId, graderId)))
    .run();
}
