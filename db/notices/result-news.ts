import type { Database } from "../database.ts";
import { tellCourse } from "./tell.ts";

/** Tells the students that a part of their result can be seen, or with null for a part, all of it and the private board. */
export function tellReleased(
  db: Database,
  { courseId, part, cause, now }: { courseId: string; part: string | null; cause: string; now: Date },
): void {
  tellCourse(db, ["student"], { courseId, facts: { kind: "result-released", part }, cause, now });
}
