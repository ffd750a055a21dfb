import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { predictions, scoreNext } from "./course-home.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let ada: Person;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

/** A live stream as a browser opens it; `text` grows. */
function listen(person: Person): { text: () => string; closed: Promise<void>; opened: Promise<void> } {
  const input = encodeURIComponent(JSON.stringify({ json: { course: "pocket" } }));
  let text = "";
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
  const { promise: opened, resolve: onOpened } = Promise.withResolvers<void>();
  request(
    `${portal.url}/api/trpc/live.changes?input=${input}`,
    { headers: { cookie: person.cookieHeader() } },
    (answer) => {
      answer.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        onOpened();
      });
      answer.on("close", onClosed);
      answer.on("error", () => {});
    },
  )
    .on("error", () => onClosed())
    .end();
  return { text: () => text, closed, opened };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
}

describe("the live stream", () => {
  it("says within a second that an entry moved, and nothing of it", async () => {
    const stream = listen(ada);
    await stream.opened;
    await ada.upload({}, predictions(portal.home.ids));
    await until(() => stream.text().includes('"entry"'));
    scoreNext(portal.home, { publicScore: 0.9, privateScore: 0.777_123 });
    const start = performance.now();
    const seen = stream.text().length;
    await until(() => stream.text().length > seen + 20);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(stream.text()).not.toMatch(/777123|0\.9|predictions\.csv/);
  });

  it("does not hold up the portal's end", async () => {
    const streams = [listen(ada), listen(ada), listen(ada)];
    await Promise.all(streams.map(({ opened }) => opened));
    const start = performance.now();
    await portal.close();
    expect(performance.now() - start).toBeLessThan(3000);
    await Promise.all(streams.map(({ closed }) => closed));
  }, 15_000);
});
