import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { later, noon, type OpenCourse, openCourse } from "../fixtures/open-course.ts";
import {
  countMails,
  inTransaction,
  leaseMails,
  openDatabase,
  recordMailFailure,
  recordMailSent,
  tellPeople,
} from "../index.ts";

function tell({ db, course }: OpenCourse, people = 1) {
  const listeners = Array.from({ length: people }, (_, k) => {
    const { id } = { id: `person-${k}` };
    db.client
      .prepare("INSERT INTO user (id, name, email, created_at, updated_at) VALUES (?, ?, ?, 0, 0)")
      .run(id, id, `${id}@example.edu`);
    return { id, email: `${id}@example.edu` };
  });
  const facts = { kind: "result-released", part: null } as const;
  tellPeople(db, listeners, { courseId: course.id, facts, now: noon });
}

const lease = (small: Pick<OpenCourse, "db">, now = noon) => leaseMails(small.db, { now, leaseMs: 60_000, limit: 10 });

describe("a mail in the outbox", () => {
  it("is not there when the transaction that caused it did not happen", () => {
    using small = openCourse();
    expect(() =>
      inTransaction(small.db, () => {
        tell(small);
        throw new Error("undone");
      }),
    ).toThrow("undone");
    expect(lease(small)).toEqual([]);
  });

  it("is held by one sender, and due again under the same id when that one dies", () => {
    using small = openCourse();
    tell(small);
    const [first] = lease(small);
    expect(first?.mail.to).toBe("person-0@example.edu");
    expect(lease(small, later(59_999))).toEqual([]);
    const [second] = lease(small, later(60_000));
    expect(second?.mail.id).toBe(first?.mail.id);
    if (!first || !second) throw new Error("no mail");
    expect(recordMailSent(small.db, first.mail, later(60_001))).toBe("lost");
    expect(recordMailSent(small.db, second.mail, later(60_002))).toBe("recorded");
    expect(countMails(small.db)).toEqual({ waiting: 0, sent: 1, "given-up": 0 });
    expect(lease(small, later(10 ** 9))).toEqual([]);
  });

  it("waits after a failure as long as it is told to, and is given up with the reason kept", () => {
    using small = openCourse();
    tell(small);
    const [first] = lease(small);
    if (!first) throw new Error("no mail");
    recordMailFailure(small.db, first.mail, { failure: "no answer", retryAt: later(500) });
    expect(lease(small, later(499))).toEqual([]);
    const [second] = lease(small, later(500));
    expect(second?.mail).toMatchObject({ attempts: 2, failure: "no answer" });
    if (!second) throw new Error("no mail");
    recordMailFailure(small.db, second.mail, { failure: "no such mailbox", retryAt: null });
    expect(countMails(small.db)).toEqual({ waiting: 0, sent: 0, "given-up": 1 });
  });

  it("that cannot be read stands in nobody's way", () => {
    using small = openCourse();
    tell(small, 2);
    small.db.client.prepare(`UPDATE notice SET facts = '{"kind":"unknown"}' WHERE user_id = 'person-0'`).run();
    const first = small.db.client.prepare("SELECT id FROM notice_mail WHERE \"to\" = 'person-0@example.edu'").pluck();
    small.db.client.prepare("UPDATE notice_mail SET not_before = 0 WHERE id = ?").run(first.get());
    const next = () => leaseMails(small.db, { now: noon, leaseMs: 60_000, limit: 1 });
    expect(next).toThrow();
    expect(next().map(({ mail }) => mail.to)).toEqual(["person-1@example.edu"]);
  });

  it("goes to one of two processes that ask in turn, never to both", () => {
    const file = join(mkdtempSync(join(tmpdir(), "gradmark-outbox-")), "db.sqlite");
    using small = openCourse(file);
    tell(small, 40);
    const other = openDatabase({ file });
    try {
      const taken = Array.from({ length: 5 }, () => [...lease(small), ...lease({ db: other })]).flat();
      const ids = taken.map(({ mail }) => mail.id);
      expect(ids).toHaveLength(40);
      expect(new Set(ids).size).toBe(40);
    } finally {
      other.close();
    }
  });
});
