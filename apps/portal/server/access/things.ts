import { type Database, insertCourseMember, selectOptionalPersonByEmail, selectSessionsOf } from "@gradmark/db";
import { addCourse, predictions, scoreNext } from "#e2e/course-home.ts";
import { onePagePdf } from "#e2e/fixtures/one-page-pdf.ts";
import { Person } from "#e2e/person.ts";
import { startTestPortal, type TestPortal } from "#e2e/test-portal.ts";
import { type Caller, callers } from "./callers.ts";

/** Ids of what belongs to Team A of “pocket”, to its captain, or to the course's staff. */
export interface Things {
  entry: string;
  upload: string;
  handIn: string;
  answer: string;
  /** Of the captain, in pieces and not whole yet. */
  piece: string;
  /** The captain's. */
  session: string;
  token: string;
  memberId: string;
  /** By which the loner asks Team A to be taken in. */
  request: string;
  comment: string;
  pooled: string;
  proposal: string;
  regrade: string;
  /** Not published. */
  question: string;
  announcement: string;
}

/** A running portal in which everybody is signed in and everything is there that can be asked for. */
export interface World extends AsyncDisposable {
  portal: TestPortal;
  people: Record<Caller, Person>;
  things: Things;
}

const course = "pocket";

export async function openWorld(): Promise<World> {
  const portal = await startTestPortal();
  try {
    const people = await gather(portal);
    const things = await leaveThings(portal, people);
    return { portal, people, things, [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose]() };
  } catch (error) {
    await portal[Symbol.asyncDispose]();
    throw error;
  }
}

async function gather({ url, home }: TestPortal): Promise<Record<Caller, Person>> {
  const { database } = home;
  const other = await addCourse(home.home, database, { slug: "elsewhere" });
  const people = {} as Record<Caller, Person>;
  for (const name of callers) {
    people[name] = new Person(url);
    if (name !== "nobody") await register(people[name], name);
  }
  const enter = (who: Caller, courseId: string, role: "student" | "observer" | "grader" | "ta" | "owner") =>
    insertCourseMember(database, {
      courseId,
      userId: idOf(database, who),
      role,
      parts: ["competition"],
      now: new Date(),
    });
  for (const name of ["loner", "rival", "member", "captain"] as const) enter(name, home.course.id, "student");
  for (const name of ["observer", "grader", "ta", "owner"] as const) enter(name, home.course.id, name);
  enter("elsewhere", other.course.id, "student");
  enter("dean", other.course.id, "owner");
  database.client.prepare("update user set role = 'admin' where id = ?").run(idOf(database, "admin"));
  await found(people.elsewhere, "Team X", "elsewhere");
  await found(people.rival, "Team B", course);
  return people;
}

async function register(person: Person, name: string): Promise<void> {
  const account = { name, email: `${name}@example.org`, password: "correct horse battery" };
  const answer = await person.post("/api/auth/sign-up/email", account);
  if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
}

async function found(person: Person, name: string, slug: string): Promise<string> {
  const made = await person.api.team.create.mutate({ course: slug, name });
  if (!made.ok) throw new Error(made.message);
  return made.team.inviteCode;
}

function idOf(database: Database, name: Caller): string {
  const person = selectOptionalPersonByEmail(database, `${name}@example.org`);
  if (!person) throw new Error(`${name} is not there`);
  return person.id;
}

async function leaveThings(portal: TestPortal, people: Record<Caller, Person>): Promise<Things> {
  const { database } = portal.home;
  const request = await formTeam(people);
  const files = await leaveFiles(portal, people.captain);
  const made = await people.captain.api.tokens.create.mutate({ name: "laptop", scope: "submit", course, days: 7 });
  if (!made.ok) throw new Error(made.message);
  const [session] = selectSessionsOf(database, { userId: idOf(database, "captain"), now: new Date() });
  const own = { request, memberId: idOf(database, "member"), token: made.id, session: session?.id ?? "" };
  return { ...own, ...files, ...(await gradeThings(people, files.handIn)), ...(await talk(people)) };
}

async function talk({ captain, owner }: Record<Caller, Person>) {
  const asked = await captain.api.questions.ask.mutate({ course, title: "Which labels?", body: "Digits or words?" });
  const words = { title: "Welcome", body: "The data are there.", pinned: false };
  const said = await owner.api.announcements.publish.mutate({ course, words });
  if (!asked.ok) throw new Error(asked.message);
  return { question: asked.question, announcement: said.announcement };
}

/** The loner asks while there is room. */
async function formTeam({ captain, loner, member }: Record<Caller, Person>): Promise<string> {
  const inviteCode = await found(captain, "Team A", course);
  await loner.api.team.ask.mutate({ course, name: "Team A" });
  const { asked } = await loner.api.team.show.query({ course });
  await member.api.team.join.mutate({ course, inviteCode });
  return asked[0]?.id ?? "";
}

async function leaveFiles({ home }: TestPortal, captain: Person) {
  await captain.upload({}, predictions(home.ids));
  const entry = scoreNext(home, { publicScore: 0.9, privateScore: 0.777_123 });
  const slot = { problem: "sigmoid", slot: "dx_in" };
  await captain.api.gradients.check.mutate({ course, ...slot, answer: "dE/dx_out * x_out" });
  const answer = home.database.client.prepare("select id from answer").pluck().get();
  await captain.upload({ kind: "script", name: "result.py" }, "print(1)\n");
  await captain.upload({ kind: "report", name: "report.pdf" }, onePagePdf());
  const { own } = await captain.api.handIn.show.query({ course });
  const taken = await captain.api.handIn.submit.mutate({ course });
  if (!taken.ok) throw new Error(taken.message);
  const pieces = "/api/upload/pieces?course=pocket&kind=entry";
  const headers = { "tus-resumable": "1.0.0", "upload-length": "9" };
  const begun = await captain.fetch(pieces, { method: "POST", headers });
  const piece = begun.headers.get("location")?.split("/").at(-1) ?? "";
  return { entry, piece, answer: String(answer), upload: own?.uploads[0]?.id ?? "", handIn: taken.receipt.id };
}

async function gradeThings({ ta, owner, captain }: Record<Caller, Person>, handIn: string) {
  const part = "script";
  const words = { handIn, part, text: "Say what the model is.", audience: "team" as const };
  const comment = await ta.api.grading.comment.mutate({ course, ...words, place: { kind: "general" } });
  const pool = await ta.api.grading.addToPool.mutate({ course, part, text: "Well commented.", item: null });
  const content = { applied: [], adjustment: 0, adjustmentWhy: "", comment: "Good.", note: "For the staff." };
  const saved = await ta.api.grading.save.mutate({ course, handIn, part, content, seen: 0, done: true });
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  const week = new Date(Date.now() + 7 * 86_400_000);
  await owner.api.changes.release.mutate({ course, part, regradeUntil: week });
  const asked = await captain.api.feedback.askRegrade.mutate({ course, part, text: "Look at line 1 again." });
  if (!asked.ok) throw new Error(asked.message);
  const { requests } = await ta.api.regrades.list.query({ course });
  const change = { title: "More for all", why: "A test of it.", change: {} };
  const proposal = await owner.api.changes.propose.mutate({ course, ...change });
  return { comment: comment.id, pooled: pool.id, proposal: proposal.id, regrade: requests[0]?.id ?? "" };
}
