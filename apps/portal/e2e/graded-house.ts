import { type GradingRules, gradingRules, type Person as Somebody } from "@gradmark/contract";
import { rulesOfKit } from "@gradmark/course";
import {
  createTeam,
  insertCourseMember,
  insertUpload,
  leaseNextJob,
  recordRerun,
  selectOptionalPersonByEmail,
  submitHandIn,
} from "@gradmark/db";
import { type House, openHouse } from "#server/house.ts";
import { appRouter } from "#server/root.ts";
import { createCaller } from "#server/trpc.ts";
import { type CourseHome, makeCourseHome } from "./course-home.ts";
import { onePagePdf } from "./fixtures/one-page-pdf.ts";
import { verdictWithSecrets } from "./fixtures/verdict-with-secrets.ts";

/** A course in which people grade: an owner, a TA, two graders of one part each, an observer, and teams with hand-ins. */
export interface GradedHouse extends CourseHome {
  house: House;
  /** By team's name. */
  handIns: Map<string, string>;
  people: Map<string, Somebody>;
  /** The procedures as somebody calls them, by first name. */
  as(name: string): ReturnType<ReturnType<typeof createCaller<typeof appRouter._def.record>>>;
}

const staff = {
  Olga: { role: "owner", parts: [] },
  Tara: { role: "ta", parts: [] },
  Tom: { role: "ta", parts: [] },
  Rita: { role: "grader", parts: ["report"] },
  Carl: { role: "grader", parts: ["script"] },
  Otto: { role: "observer", parts: [] },
} as const;

export const script = '# A comment & <b>no HTML</b>\nimport sys\n\nprint("predictions")\n';

/** @param teams names of teams that have handed in */
export async function makeGradedHouse(teams: readonly string[] = ["Team A", "Team B"]): Promise<GradedHouse> {
  const home = await makeCourseHome();
  process.env.GRADMARK_URL = "http://localhost";
  return fillHouse(home, teams);
}

/** Puts staff, teams, hand-ins and a rubric into a data folder. @param report what each team hands in as its report */
export async function fillHouse(
  home: CourseHome,
  teams: readonly string[],
  report: Uint8Array = onePagePdf(),
): Promise<GradedHouse> {
  process.env.GRADMARK_HOME = home.home;
  const house = openHouse();
  const people = new Map<string, Somebody>();
  const now = new Date();
  for (const [name, { role, parts }] of Object.entries(staff)) {
    const person = await signUp(house, name);
    people.set(name, person);
    insertCourseMember(house.database, { courseId: home.course.id, userId: person.id, role, parts: [...parts], now });
  }
  const handIns = new Map<string, string>();
  for (const team of teams) {
    const person = await signUp(house, `Student ${team}`);
    people.set(team, person);
    handIns.set(team, await handIn(house, home, { team, person, report }));
  }
  await signUp(house, "Eve").then((eve) => people.set("Eve", eve));
  const as = (name: string) => createCaller(appRouter)({ house, person: people.get(name) ?? null, now: new Date() });
  const made = { ...home, house, people, handIns, as };
  await withRubric(made);
  return made;
}

async function signUp(house: House, name: string): Promise<Somebody> {
  const email = `${name.toLowerCase().replaceAll(" ", "-")}@example.org`;
  await house.auth.api.signUpEmail({ body: { name, email, password: "correct horse battery" } });
  const person = selectOptionalPersonByEmail(house.database, email);
  if (!person) throw new Error(`${name} is not there`);
  return person;
}

async function handIn(
  { database, blobs }: House,
  { course }: CourseHome,
  { team, person, report: bytes }: { team: string; person: Somebody; report: Uint8Array },
): Promise<string> {
  const now = new Date();
  insertCourseMember(database, { courseId: course.id, userId: person.id, role: "student", now });
  const made = createTeam(database, { courseId: course.id, name: team, createdBy: person.id, now });
  if (!made.ok) throw new Error(made.refusal);
  const place = { courseId: course.id, teamId: made.team.id, uploadedBy: person.id, now };
  const code = await blobs.put(Buffer.from(script), { maxBytes: 10_000 });
  const report = await blobs.put(bytes, { maxBytes: 10_000 });
  insertUpload(database, { ...place, role: "script", name: "result.py", ...code });
  insertUpload(database, { ...place, role: "report", name: "report.pdf", ...report });
  const taken = submitHandIn(database, { teamId: made.team.id, submittedBy: person.id, now });
  if (!taken.ok) throw new Error(taken.refusal);
  const leased = leaseNextJob(database, { workerId: "test", kinds: ["rerun"], now, leaseMs: 10_000 });
  if (leased)
    recordRerun(database, leased.lease, {
      verdict: verdictWithSecrets(),
      comparedWith: taken.handIn.finalEntryId,
      now,
    });
  return taken.handIn.id;
}

/** The pocket kit's competition gives half of its weight to a report with a rubric. */
export function rubricRules({ course }: CourseHome): GradingRules {
  const rules = rulesOfKit(course.kit);
  const report = {
    id: "report",
    section: "mnist",
    title: "Report",
    weight: 20,
    grading: {
      rule: "rubric",
      items: [
        { id: "model", title: "Model", points: 8 },
        { id: "plots", title: "Plots", points: 8 },
        { id: "good", title: "Well written", points: 4, group: "form" },
        { id: "poor", title: "Hard to read", points: 1, group: "form" },
        { id: "ablation", title: "An ablation", points: 3, extra: true },
      ],
    },
  };
  const parts = rules.parts.map((part) => (part.id === "competition" ? { ...part, weight: 20 } : part));
  return gradingRules.parse({ ...rules, parts: [...parts, report] });
}

async function withRubric(graded: GradedHouse): Promise<void> {
  const olga = graded.as("Olga");
  const change = { rules: rubricRules(graded) };
  const about = { course: graded.course.slug, title: "A report", why: "The course asks for one." };
  const { id } = await olga.changes.propose({ ...about, change });
  const done = await olga.changes.carryOut({ course: graded.course.slug, proposal: id });
  if (!done.ok) throw new Error(done.message);
}
