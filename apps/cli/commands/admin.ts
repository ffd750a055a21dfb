import type { Command } from "commander";
import { createUser } from "../admin/create-user.ts";
import { issueToken } from "../admin/issue-token.ts";
import type { Action } from "../context.ts";
import { findCourse, openHome } from "../load/home.ts";
import { UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

interface UserOptions {
  email: string;
  name?: string;
  course?: string;
  team?: string;
  role: string;
}

export function registerAdmin(program: Command, runner: Runner): void {
  const admin = program.command("admin").description("accounts and tokens, made by whoever runs the machine");
  const json = ["--json", "one JSON document on stdout"] as const;
  admin
    .command("create-user")
    .description("a confirmed account, its place in a course and team, and a token")
    .requiredOption("--email <address>")
    .option("--name <name>", "default: the address up to the @")
    .option("--course <name>", "take the person into this course")
    .option("--team <name>", "and into this team, which is made when it is new")
    .option("--role <role>", "member, ta or owner; without a course, owner owns the whole portal", "member")
    .option(...json)
    .action(runner.action(createUserAction));
  admin
    .command("create-token")
    .description("another token for an account; it is printed once")
    .requiredOption("--email <address>")
    .option(...json)
    .action(runner.action(createTokenAction));
}

const createUserAction: Action<UserOptions> = async (options, context) => {
  const role = parseRole(options);
  const email = parseEmail(options.email);
  using home = openHome(context);
  const course = options.course === undefined ? null : findCourse(home.db, options.course);
  const name = options.name?.trim() || (email.split("@")[0] ?? email);
  const made = createUser(home.db, { email, name, course, team: options.team ?? null, role, now: new Date() });
  const { token, created } = made;
  const text = `${email} ${created ? "has an account now" : "had an account already"}. Token, printed once: ${token}`;
  return { json: made, text, exitCode: 0 };
};

const createTokenAction: Action<{ email: string }> = async (options, context) => {
  using home = openHome(context);
  const made = issueToken(home.db, { email: parseEmail(options.email), now: new Date() });
  return { json: made, text: `Token, printed once: ${made.token}`, exitCode: 0 };
};

function parseRole({ role, course, team }: UserOptions): "member" | "ta" | "owner" {
  if (role !== "member" && role !== "ta" && role !== "owner")
    throw new UsageError(`--role is member, ta or owner, not "${role}"`);
  if (course === undefined && team !== undefined) throw new UsageError("--team needs the course: --course NAME");
  if (course === undefined && role === "ta") throw new UsageError("--role ta needs the course: --course NAME");
  if (team !== undefined && role !== "member")
    throw new UsageError("only members are in a team: leave out --role or --team");
  return role;
}

function parseEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email) && email.length <= 200) return email;
  throw new UsageError(`"${text}" is no e-mail address: it should look like name@example.org`);
}
