// How fast is the portal, and does it stay so? The same requests to a course of 100 teams and to one of 10,000 teams
// with a million entries, in turns, and beside them the least that could be: the bare query and an empty Next page.
// `npm run bench -- portal`. The portal must be built: npm run setup.
import { cpus, loadavg } from "node:os";
import { openDatabase } from "@gradmark/db";
import { predictions } from "../../apps/portal/e2e/course-home.ts";
import { serveEmptyPage } from "./empty-page.ts";
import { type Load, type Measured, measure } from "./load.ts";
import { type ServedCourse, serveCourse } from "./served-course.ts";
import { timeToScore } from "./time-to-score.ts";

// On a busy machine fewer and shorter rounds give an answer at all: BENCH_ROUNDS=1.
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = 6;
const kinds = ["board page", "board data", "board further on", "submit page", "entries", "upload"] as const;
type Kind = (typeof kinds)[number];

function loadOf(kind: Kind, { url, people, ids, teams }: ServedCourse, round: number): Load {
  const query = (procedure: string, input: object) =>
    `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: { course: "pocket", ...input } }))}`;
  const paths: Record<Exclude<Kind, "upload">, string> = {
    "board page": "/c/pocket/board",
    "board data": query("board.show", {}),
    "board further on": query("board.more", { cursor: Math.floor(teams * 0.8) }),
    "submit page": "/c/pocket/submit",
    entries: query("entries.list", {}),
  };
  const cookies = people.map((person) => ({ cookie: person.cookieHeader() }));
  if (kind !== "upload")
    return { name: kind, url, requests: cookies.map((headers) => ({ method: "GET", path: paths[kind], headers })) };
  // Each file is another one, or it would be recognised: its first labels are its number.
  let sent = round * 1000;
  const requests = cookies.map((headers) => ({
    method: "POST" as const,
    path: "/api/upload?course=pocket&kind=entry",
    headers: { ...headers, "content-type": "text/csv", origin: url },
    setupRequest: <Request extends object>(request: Request) => {
      const digits = String(sent++).padStart(6, "0");
      return { ...request, body: predictions(ids, (row) => digits[row] ?? row % 10) };
    },
  }));
  return { name: kind, url, requests, amount: 120 };
}

/** The query behind the first page of the board, on the file itself. */
function bareQuery(course: ServedCourse): Measured {
  const database = openDatabase({ file: course.file });
  const query = database.client.prepare(
    "select team.id, team.name, entry.public_score, entry.created_at from team join entry on entry.id = team.best_entry_id where team.course_id = ? and rank_key is not null and admitted_at is not null order by rank_key, best_at, team.id limit 50",
  );
  const times = Array.from({ length: 500 }, () => {
    const before = performance.now();
    query.all(course.courseId);
    return performance.now() - before;
  }).sort((one, other) => one - other);
  database.close();
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { perSecond: 1000 / at(0.5), median: at(0.5), p95: at(0.95) };
}

/** The middle one of the rounds, by p95. */
function middle(all: Measured[]): Measured {
  const sorted = all.toSorted((one, other) => one.p95 - other.p95);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error("nothing was measured");
  return found;
}

function say(name: string, { perSecond, median, p95 }: Measured, more = ""): void {
  const figures = `${perSecond.toFixed(0).padStart(6)}/s  median ${median.toFixed(2)} ms  p95 ${p95.toFixed(2)} ms`;
  console.log(`${name.padEnd(34)} ${figures}  ${more}`);
}

const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

console.log(`${cpus().length} × ${cpus()[0]?.model ?? "?"}; load ${load()}`);
const large = await serveCourse({ teams: 10_000, entriesEach: 100 }, false);
const small = await serveCourse({ teams: 100, entriesEach: 100 }, false);
const empty = await serveEmptyPage(4187);
const page: Load = { name: "empty Next page", url: empty.url, requests: [{ method: "GET", path: "/" }] };
try {
  const emptyTimes: Measured[] = [];
  const figures = kinds.map((kind) => ({ kind, small: [] as Measured[], large: [] as Measured[] }));
  for (let round = 0; round < rounds; round++) {
    emptyTimes.push(await measure(page, seconds));
    for (const { kind, small: ofSmall, large: ofLarge } of figures) {
      if (round === 0 && kind !== "upload")
        for (const course of [small, large]) await measure({ ...loadOf(kind, course, 0), amount: 16 }, seconds);
      ofSmall.push(await measure(loadOf(kind, small, round), seconds));
      ofLarge.push(await measure(loadOf(kind, large, round), seconds));
    }
  }
  const bare = middle(emptyTimes);
  say("empty Next page", bare);
  const queries = { small: bareQuery(small), large: bareQuery(large) };
  say("bare query, 100 teams", queries.small);
  say("bare query, 10,000 teams", queries.large);
  for (const { kind, small: ofSmall, large: ofLarge } of figures) {
    const [one, other] = [middle(ofSmall), middle(ofLarge)];
    say(`${kind}, 100 teams`, one);
    // Of four connections each waits for the three others' query too.
    const least = bare.p95 + 4 * queries.large.p95;
    say(
      `${kind}, 10,000 teams`,
      other,
      `${(other.p95 / one.p95).toFixed(2)} × small, ${(other.p95 / least).toFixed(2)} × bare`,
    );
  }
} finally {
  empty.stop();
  await Promise.all([small.stop(), large.stop()]);
}
console.log(`load at the end ${load()}`);
await timeToScore();
