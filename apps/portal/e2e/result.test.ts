import {
  insertBenchmark,
  leaseNextJob,
  recordRerun,
  selectHandIn,
  selectOptionalBenchmark,
  updateCourseState,
} from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { predictions, scoreNext } from "./course-home.ts";
import { onePagePdf } from "./fixtures/one-page-pdf.ts";
import { verdictWithSecrets } from "./fixtures/verdict-with-secrets.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

const course = "pocket";
/** Digits that occur in no id, time or hash by chance. */
const privateScore = 0.777_123_456_789;
let portal: TestPortal;
let ada: Person;
let eve: Person;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  eve = await enrol(portal.url, "Eve", "Team E");
  await ada.upload({}, predictions(portal.home.ids));
  scoreNext(portal.home, { publicScore: 0.9, privateScore });
  addBenchmark(0.8);
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

describe("the files of a hand-in", () => {
  it("are looked at when they arrive, and refused with the reason", async () => {
    const refusal = async (query: Record<string, string>, body: string) => {
      const answer = await ada.upload(query, body);
      return [answer.status, (await answer.json()).message];
    };
    expect(await refusal({ kind: "script", name: "main.py" }, "x")).toEqual([
      422,
      'The script is called "main.py"; it must be called result.py.',
    ]);
    expect((await refusal({ kind: "script", name: "result.py" }, "a\0b"))[1]).toContain("Byte 2 of the file is NUL");
    expect((await refusal({ kind: "report", name: "report.pdf" }, "words"))[1]).toContain("The report is not a PDF");
    expect((await refusal({ kind: "report", name: "report.pdf" }, "%PDF-1.7\nnothing"))[1]).toContain("damaged");
    expect((await refusal({ kind: "model", name: "../weights" }, "x"))[1]).toContain("cannot be the name");
    expect((await refusal({ kind: "script", name: "result.py" }, "x".repeat(70_000)))[0]).toBe(413);
    expect((await ada.api.handIn.show.query({ course })).own?.uploads).toEqual([]);
  });

  it("wait on the check-list, where a new script replaces the old one", async () => {
    await ada.upload({ kind: "script", name: "result.py" }, "print(1)\n");
    await ada.upload({ kind: "script", name: "result.py" }, "print(2)\n");
    const report = await ada.upload({ kind: "report", name: "report.pdf" }, onePagePdf());
    expect((await report.json()).upload.found).toMatchObject({ pages: 1 });
    await ada.upload({ kind: "model", name: "weights.bin" }, "weights");
    const { own } = await ada.api.handIn.show.query({ course });
    expect(own?.uploads.map(({ role, name, by }) => [role, name, by])).toEqual([
      ["script", "result.py", "Ada"],
      ["report", "report.pdf", "Ada"],
      ["model", "weights.bin", "Ada"],
    ]);
  });

  it("cannot be taken off by another team", async () => {
    const { own } = await ada.api.handIn.show.query({ course });
    const upload = own?.uploads[0]?.id ?? "";
    await expect(eve.api.handIn.removeUpload.mutate({ course, upload })).rejects.toThrow(/not on your check-list/);
  });
});

describe("handing in", () => {
  it("is refused without a script", async () => {
    expect(await eve.api.handIn.submit.mutate({ course })).toMatchObject({ ok: false, refusal: "no-script" });
  });

  it("gives a receipt with the hashes of what was stored, and a place in the queue", async () => {
    const taken = await ada.api.handIn.submit.mutate({ course });
    if (!taken.ok) throw new Error(taken.message);
    expect(taken.receipt.files.map(({ name }) => name)).toEqual(["result.py", "report.pdf", "weights.bin"]);
    const { handIn } = await ada.api.result.show.query({ course });
    expect(handIn?.receipt.files).toEqual(taken.receipt.files);
    expect(handIn?.check).toMatchObject({ state: "waiting", queue: { place: 1, waiting: 1 } });
  });

  it("replaces what was handed in before; its check is cancelled, it stays to be read", async () => {
    await ada.upload({ kind: "script", name: "result.py" }, "print(3)\n");
    await ada.api.handIn.submit.mutate({ course });
    const { own } = await ada.api.handIn.show.query({ course });
    expect(own?.earlier).toMatchObject([{ state: "cancelled", replaced: true }]);
    const earlier = own?.earlier[0]?.id ?? "";
    expect((await ada.api.result.show.query({ course, handIn: earlier })).handIn?.receipt.id).toBe(earlier);
    await expect(eve.api.result.show.query({ course, handIn: earlier })).rejects.toThrow(/no such hand-in/);
  });

  it("can have its check cancelled, and made after all", async () => {
    await ada.api.handIn.cancelCheck.mutate({ course });
    expect((await ada.api.result.show.query({ course })).handIn?.receipt.state).toBe("cancelled");
    await ada.api.handIn.checkAgain.mutate({ course });
    await expect(ada.api.handIn.checkAgain.mutate({ course })).rejects.toThrow(/nothing to check again/);
    expect((await ada.api.result.show.query({ course })).handIn?.receipt.state).toBe("waiting");
  });
});

describe("the result", () => {
  it("tells outcome, rows and logs, and before the reveal no score, no audit and nothing of our machines", async () => {
    rerunNext();
    const pages = await Promise.all(
      [
        "/c/pocket/result",
        "/c/pocket/board",
        "/c/pocket/hand-in",
        ...["result.show", "board.show", "handIn.show"].map(
          (name) => `/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify({ json: { course } }))}`,
        ),
      ].map((path) => ada.fetch(path)),
    );
    for (const page of pages) {
      expect(page.status, page.url).toBe(200);
      expect(await page.text(), page.url).not.toMatch(
        /777123|888321|privateScore|audit secret|secret-place|secret-seed/,
      );
    }
    const { handIn, grade } = await ada.api.result.show.query({ course });
    expect(handIn?.rerun).toMatchObject({ outcome: "differs", comparison: { rows: 40, rowsDiffering: 3 } });
    expect(grade?.parts.find(({ id }) => id === "competition")).toMatchObject({ points: 0, open: 40 });
  });

  it("shows a script's output as text", async () => {
    const page = await (await ada.fetch("/c/pocket/result")).text();
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page.replaceAll(/<script[\s\S]*?<\/script>/g, "")).not.toContain("<img src=x");
  });

  it("shows private scores once the course is revealed, on board and in the grade", async () => {
    const { database, course: row } = portal.home;
    updateCourseState(database, { courseId: row.id, state: "revealed", why: "test", actor: "system", now: new Date() });
    const board = await eve.api.board.show.query({ course });
    expect(board.lines.find(({ name }) => name === "Team A")?.private?.score.score).toBe(privateScore);
    const { grade } = await ada.api.result.show.query({ course });
    expect(grade?.parts.find(({ id }) => id === "competition")?.why).toContain("0.777");
  });

  it("takes nothing more, and says since when", async () => {
    const answer = await ada.upload({ kind: "script", name: "result.py" }, "print(4)\n");
    expect(answer.status).toBe(409);
    expect(await ada.api.handIn.submit.mutate({ course })).toMatchObject({ ok: false, refusal: "closed" });
  });
});

/** What a worker would do with the next hand-in. */
function rerunNext(): void {
  const { database } = portal.home;
  const now = new Date();
  const leased = leaseNextJob(database, { workerId: "test", kinds: ["rerun"], now, leaseMs: 10_000 });
  if (!leased) throw new Error("nothing waits to be rerun");
  const comparedWith = selectHandIn(database, leased.job.subjectId).finalEntryId;
  expect(recordRerun(database, leased.lease, { verdict: verdictWithSecrets(), comparedWith, now })).toBe("finished");
}

function addBenchmark(score: number): void {
  const { database, course: row } = portal.home;
  const scored = { score, rows: 20, interval: null };
  insertBenchmark(database, {
    courseId: row.id,
    file: { name: "benchmark.csv", sha256: "b".repeat(64), bytes: 1 },
    description: "Reference model",
    source: { engine: "test", device: "test", model: "logistic", seed: 1, sha256: "b".repeat(64) },
    publicScore: scored,
    privateScore: { ...scored, score: 0.5 },
    now: new Date(),
  });
  expect(selectOptionalBenchmark(database, row.id)?.state).toBe("done");
}
