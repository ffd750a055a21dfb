import { describe, expect, it } from "vitest";
import { addUser, later, noon, openCourse } from "../fixtures/open-course.ts";
import { type Database, deleteOtherSessions, deleteSession, selectSessionsOf } from "../index.ts";
import { session } from "../schema/session.ts";

function signIn(db: Database, userId: string, id: string, expiresAt = later(1000)): void {
  const times = { expiresAt, createdAt: noon, updatedAt: noon };
  db.orm
    .insert(session)
    .values({ id, token: `token of ${id}`, userId, ...times })
    .run();
}

const ids = (db: Database, userId: string) => selectSessionsOf(db, { userId, now: noon }).map(({ id }) => id);

describe("sessions", () => {
  it("are ended by their person alone", () => {
    using small = openCourse();
    const [ada, eve] = [addUser(small.db, "Ada"), addUser(small.db, "Eve")];
    signIn(small.db, ada, "laptop");
    signIn(small.db, ada, "phone");
    signIn(small.db, eve, "evil");
    expect(deleteSession(small.db, { userId: eve, sessionId: "laptop" })).toBe(false);
    expect(deleteOtherSessions(small.db, { userId: eve, keep: "evil" })).toBe(0);
    expect(ids(small.db, ada).sort((a, b) => a.localeCompare(b))).toEqual(["laptop", "phone"]);
    expect(deleteOtherSessions(small.db, { userId: ada, keep: "phone" })).toBe(1);
    expect([ids(small.db, ada), ids(small.db, eve)]).toEqual([["phone"], ["evil"]]);
    expect(deleteSession(small.db, { userId: ada, sessionId: "phone" })).toBe(true);
    expect(ids(small.db, ada)).toEqual([]);
  });

  it("are listed without what would open them, and not once they have expired", () => {
    using small = openCourse();
    const ada = addUser(small.db, "Ada");
    signIn(small.db, ada, "now");
    signIn(small.db, ada, "over", noon);
    const listed = selectSessionsOf(small.db, { userId: ada, now: noon });
    expect(listed).toHaveLength(1);
    expect(JSON.stringify(listed)).not.toContain("token of");
  });
});
