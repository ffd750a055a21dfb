import { randomBytes } from "node:crypto";
import { cp, mkdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Course, CourseState } from "@gradmark/contract";
import { prepareData } from "@gradmark/course";
import { insertCourse, selectCourses, selectOptionalCourseBySlug, updateCourseState } from "@gradmark/db";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { findCourse, openHome } from "../load/home.ts";
import { loadNamedKit } from "../load/kit.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { formatTable } from "../output/table.ts";

interface CreateOptions {
  kit: string;
  name: string;
  deadline?: string;
  zone: string;
  seedFile?: string;
}

/** Command → the state it leads to, and the states from which it may. */
const moves = {
  open: { to: "open", from: ["prepared", "closed"], what: "teams can register, upload and hand in" },
  close: { to: "closed", from: ["open"], what: "nothing is taken any more" },
  reveal: { to: "revealed", from: ["closed"], what: "private scores are shown" },
  archive: { to: "archived", from: ["closed", "revealed"], what: "the course can only be read" },
} as const satisfies Record<string, { to: CourseState; from: CourseState[]; what: string }>;

export function registerCourse(program: Command, runner: Runner): void {
  const course = program.command("course").description("host a lab for a class");
  const json = ["--json", "one JSON document on stdout"] as const;
  course
    .command("create")
    .description("a new course from a kit, with a secret seed of its own")
    .requiredOption("--kit <name|dir>", "a kit in kits/, or its folder")
    .requiredOption("--name <name>", "as it stands in mails and on pages")
    .option("--deadline <ISO>", "such as 2026-12-11T23:59:00+01:00; default: the kit's days from now")
    .option("--seed-file <file>", "draw the same sets as another course: a file with its seed; default: a new seed")
    .option("--zone <name>", "time zone in which a day's tries are counted", "UTC")
    .option(...json)
    .action(runner.action(create));
  course
    .command("prepare")
    .description("draw the training, test and shadow sets from the course's seed")
    .requiredOption("--course <name>")
    .option(...json)
    .action(runner.action(prepare));
  for (const [name, move] of Object.entries(moves)) {
    course
      .command(name)
      .description(move.what)
      .requiredOption("--course <name>")
      .option(...json)
      .action(runner.action(moveCourse(name as keyof typeof moves)));
  }
  course
    .command("list")
    .description("all courses")
    .option(...json)
    .action(runner.action(list));
}

const create: Action<CreateOptions> = async (options, context) => {
  const { kit, dir } = await loadNamedKit(options.kit, context);
  const slug = slugOf(options.name);
  const now = new Date();
  const deadline = options.deadline ? parseInstant(options.deadline) : new Date(now.getTime() + kit.days * 86_400_000);
  if (deadline <= now) throw new UsageError(`the deadline ${deadline.toISOString()} has passed`);
  const timeZone = parseZone(options.zone);
  const seed = await readSeed(options.seedFile, context);
  using home = openHome(context);
  if (selectOptionalCourseBySlug(home.db, slug)) throw new UsageError(`there is a course "${slug}" already`);
  // The course's own copy: a later change of the kit does not reach a running course.
  await mkdir(home.path("courses", slug), { recursive: true });
  await cp(dir, home.path("courses", slug, "kit"), { recursive: true });
  const name = options.name.trim().normalize("NFC");
  const course = insertCourse(home.db, { slug, name, kit, seed, opensAt: now, deadline, timeZone, now });
  return courseResult(course, `Course "${course.name}" is created. Next: gradmark course prepare --course ${slug}`);
};

async function readSeed(file: string | undefined, context: CliContext): Promise<string> {
  if (file === undefined) return randomBytes(32).toString("hex");
  const text = await readFile(resolve(context.cwd, file), "utf8").catch((cause: Error) => {
    throw new UsageError(`${file} cannot be read: ${cause.message}`);
  });
  const seed = text.trim();
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new UsageError(`${file} holds no seed: 64 hexadecimal digits are expected`);
  return seed;
}

function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toUpperCase() // ß becomes SS
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
  if (slug === "") throw new UsageError(`"${name}" cannot be a course's name: it needs a letter or digit of a–z, 0–9`);
  return slug;
}

function parseInstant(text: string): Date {
  const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const instant = new Date(text);
  if (withZone && !Number.isNaN(instant.getTime())) return instant;
  throw new UsageError(`"${text}" is no deadline: write date, time and zone, such as 2026-12-11T23:59:00+01:00`);
}

function parseZone(name: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`"${name}" is no time zone: write a name such as Europe/Berlin`);
  }
}

const prepare: Action<{ course: string }> = async (options, context) => {
  using home = openHome(context);
  const course = findCourse(home.db, options.course);
  const prepared = await prepareData({
    kit: course.kit,
    seed: course.seed,
    kitDir: home.path("courses", course.slug, "kit"),
    outDir: home.path("courses", course.slug),
    signal: context.signal,
    onProgress: ({ step, done, total }) => context.progress(`${step}: ${done} of ${total}`),
  });
  const why = "The data sets were drawn.";
  const change = { courseId: course.id, why, actor: "system", now: new Date() };
  const after = course.state === "draft" ? updateCourseState(home.db, { ...change, state: "prepared" }) : course;
  const { train, test, shadow } = prepared.rows;
  return courseResult(after, `Prepared: ${train} training, ${test} test and ${shadow} shadow rows.`, {
    rows: prepared.rows,
  });
};

function moveCourse(name: keyof typeof moves): Action<{ course: string }> {
  return async (options, context) => {
    using home = openHome(context);
    const course = findCourse(home.db, options.course);
    const { to, from, what } = moves[name];
    if (course.state === to) return courseResult(course, `"${course.name}" is ${to} already.`);
    if (!(from as readonly CourseState[]).includes(course.state)) {
      throw new UsageError(`"${course.name}" is ${course.state}: ${name} works from ${from.join(" or ")}`);
    }
    const why = `gradmark course ${name}`;
    const after = updateCourseState(home.db, { courseId: course.id, state: to, why, actor: "system", now: new Date() });
    return courseResult(after, `"${course.name}" is ${to}: ${what}.`);
  };
}

const list: Action<object> = async (_, context) => {
  using home = openHome(context);
  const courses = selectCourses(home.db);
  const rows = courses.map((course) => [course.slug, course.name, course.state, course.deadline.toISOString()]);
  const text =
    courses.length === 0
      ? "There is no course yet: gradmark course create"
      : formatTable(["course", "name", "state", "deadline"], rows);
  return { json: courses.map(publicCourse), text, exitCode: 0 };
};

function courseResult(course: Course, text: string, more: object = {}): CommandResult {
  return { json: { ...publicCourse(course), ...more }, text, exitCode: 0 };
}

/** A course without its seed, which stays in the database: who knows it knows the labels. */
function publicCourse({ seed: _, kit, ...course }: Course) {
  return { ...course, kit: kit.id };
}
