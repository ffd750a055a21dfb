import type { HandIn } from "@gradmark/contract";
import { insertStaffAction, inTransaction, noteVisit } from "@gradmark/db";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

/** Writes down that somebody looks at a team's work: when the page is opened, not each time it asks anew. */
export function recordView({ house, person, now }: Context & Membership, handIn: HandIn): void {
  const { id: handInId, courseId, teamId } = handIn;
  inTransaction(house.database, () => {
    const { opened } = noteVisit(house.database, { handInId, userId: person.id, now });
    if (!opened) return;
    const line = { courseId, actor: person.id, action: "work-viewed", subjectId: handInId, teamId } as const;
    insertStaffAction(house.database, { ...line, at: now });
  });
}
