import { setTimeout as sleep } from "node:timers/promises";
import type { Change, ChangeTopic } from "@gradmark/contract";
import { type Database, selectChangesSince, selectLatestChangeId } from "@gradmark/db";
import { tracked } from "@trpc/server";
import { memberProcedure, router } from "#server/trpc.ts";
import { changesInput } from "./schema.ts";

export const liveRouter = router({
  /**
   * Tells a page what changed, so that it asks anew: a team hears of itself and of what concerns everybody, staff of
   * everything in the course. No content travels here, so nothing can leak here.
   */
  changes: memberProcedure.input(changesInput).subscription(async function* ({ ctx, input, signal }) {
    const { house, course, role, team, person } = ctx;
    const audience = {
      courseId: course.id,
      userId: person.id,
      ...(role === "student" && { teamId: team?.id ?? null }),
    };
    const from = input.lastEventId === undefined ? undefined : Number(input.lastEventId);
    for await (const { changes, after } of watch(house.database, audience, from, signal))
      yield tracked(String(after), { topics: topicsOf(changes) });
  }),
});

/** Twice a second is quick enough for a person, and one look at an index costs some ten microseconds. */
const pollMs = 400;

async function* watch(
  database: Database,
  audience: { courseId: string; userId: string; teamId?: string | null },
  from: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ changes: Change[]; after: number }> {
  let after = from ?? selectLatestChangeId(database);
  while (!signal?.aborted) {
    // Read before the changes: what comes in between is seen twice, but never missed, and a page with few changes of
    // its own does not look at everybody else's again and again.
    const newest = selectLatestChangeId(database);
    const changes = newest === after ? [] : selectChangesSince(database, { ...audience, after, limit: maximumChanges });
    after = changes.length === maximumChanges ? (changes.at(-1)?.id ?? newest) : newest;
    if (changes.length > 0) yield { changes, after };
    if (!(await pause(signal))) return;
  }
}

const maximumChanges = 200;

/** False when the reader has gone. */
async function pause(signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(pollMs, undefined, signal && { signal });
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}

function topicsOf(changes: Change[]): ChangeTopic[] {
  return [...new Set(changes.map(({ topic }) => topic))];
}
