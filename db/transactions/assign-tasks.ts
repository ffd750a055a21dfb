import type { GradingTask } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { deleteGradingTask, upsertGradingTask } from "../queries/grading-task.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

/** Gives tasks and takes others away, as a whole, with a line in the audit log. */
export function assignTasks(
  db: Database,
  request: { courseId: string; give: readonly GradingTask[]; take: readonly GradingTask[]; actor: string; now: Date },
): void {
  const { courseId, give, take, actor, now } = request;
  inTransaction(db, () => {
    for (const task of take) deleteGradingTask(db, task);
    for (const task of give) upsertGradingTask(db, task);
    const action = { courseId, actor, action: "tasks-assigned", subjectId: null } as const;
    insertStaffAction(db, { ...action, before: take, after: give, at: now });
  });
}
