import { join } from "node:path";
import {
  openDatabase,
  selectApiTokensOf,
  selectCourseMembers,
  selectOptionalPersonByEmail,
  selectOptionalTeamByName,
  selectSignInWays,
  selectTeamMembers,
} from "@gradmark/db";
import { hashSecret } from "@gradmark/portal";
import { describe, expect, it } from "vitest";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

interface Made {
  id: string;
  email: string;
  username: string;
  token: string;
  created: boolean;
}

async function openCourseShell(): Promise<Shell> {
  const shell = await openShell();
  await shell.type("course", "create", "--kit", "lab1", "--name", "Small");
  return shell;
}

function openHome(shell: Shell) {
  const database = openDatabase({ file: join(shell.home, "gradmark.sqlite") });
  return { database, [Symbol.dispose]: () => database.close() };
}

const make = (shell: Shell, ...more: string[]) => shell.type("admin", "create-user", ...more, "--json");

describe("gradmark admin create-user", () => {
  it("makes a confirmed account in a course and a new team, with a token that only its hash is kept of", async () => {
    await using shell = await openCourseShell();
    const typed = await make(
      shell,
      "--email",
      "Ada@Example.org",
      "--name",
      "Ada",
      "--course",
      "small",
      "--team",
      "Alpha",
    );
    expect(typed.exitCode).toBe(0);
    const made = typed.json() as Made;
    expect(made).toEqual({
      id: expect.any(String),
      email: "ada@example.org",
      username: "ada@example.org",
      token: expect.stringMatching(/^gradmark_[\w-]{43}$/),
      created: true,
    });
    using home = openHome(shell);
    expect(selectOptionalPersonByEmail(home.database, "ada@example.org")).toMatchObject({
      name: "Ada",
      role: "member",
    });
    expect(selectSignInWays(home.database, made.id)).toEqual({ emailVerified: true, password: false, providers: [] });
    expect(selectApiTokensOf(home.database, made.id)).toMatchObject([
      { hash: hashSecret(made.token), scope: "submit" },
    ]);
  });

  it("puts a second person into the team that is there, and a TA into the course", async () => {
    await using shell = await openCourseShell();
    await make(shell, "--email", "ada@example.org", "--course", "small", "--team", "Alpha");
    const bob = (
      await make(shell, "--email", "bob@example.org", "--course", "Small", "--team", "Alpha")
    ).json() as Made;
    await make(shell, "--email", "tara@example.org", "--course", "small", "--role", "ta");
    using home = openHome(shell);
    const [{ courseId } = { courseId: "" }] = home.database.client
      .prepare("select id as courseId from course")
      .all() as { courseId: string }[];
    const team = selectOptionalTeamByName(home.database, { courseId, name: "Alpha" });
    expect(selectTeamMembers(home.database, team?.id ?? "").map(({ id }) => id)).toContain(bob.id);
    const roles = selectCourseMembers(home.database, courseId).map(({ person, role }) => [person.email, role]);
    expect(roles).toContainEqual(["tara@example.org", "ta"]);
    expect(roles).toContainEqual(["bob@example.org", "student"]);
  });

  it("gives the whole portal to an owner without a course", async () => {
    await using shell = await openShell();
    await make(shell, "--email", "olga@example.org", "--role", "owner");
    using home = openHome(shell);
    expect(selectOptionalPersonByEmail(home.database, "olga@example.org")?.role).toBe("admin");
  });

  it("keeps an account that exists, and says so", async () => {
    await using shell = await openShell();
    const first = (await make(shell, "--email", "ada@example.org", "--name", "Ada")).json() as Made;
    const second = (await make(shell, "--email", "ada@example.org", "--name", "Other")).json() as Made;
    expect([second.id, second.created]).toEqual([first.id, false]);
    using home = openHome(shell);
    expect(selectOptionalPersonByEmail(home.database, "ada@example.org")?.name).toBe("Ada");
  });

  it.each([
    ["no address", ["--email", "ada"], /no e-mail address/],
    ["a course that is not there", ["--email", "a@b.org", "--course", "none"], /no course "none"/],
    ["a team without a course", ["--email", "a@b.org", "--team", "A"], /needs the course/],
    ["a TA of nothing", ["--email", "a@b.org", "--role", "ta"], /needs the course/],
    ["a role that is none", ["--email", "a@b.org", "--role", "king"], /member, ta or owner/],
    [
      "a team name with look-alikes",
      ["--email", "a@b.org", "--course", "small", "--team", "Gr\u0430d"],
      /no team name/,
    ],
  ])("refuses %s with exit code 2, and makes nothing", async (_, argv, sentence) => {
    await using shell = await openCourseShell();
    const typed = await make(shell, ...argv);
    expect([typed.exitCode, typed.stderr]).toEqual([2, expect.stringMatching(sentence)]);
    using home = openHome(shell);
    expect(selectOptionalPersonByEmail(home.database, "a@b.org")).toBeUndefined();
  });
});

describe("gradmark admin create-token", () => {
  it("prints another token once, up to the number that a person may have", async () => {
    await using shell = await openShell();
    const { token } = (await make(shell, "--email", "ada@example.org")).json() as Made;
    const more = await shell.type("admin", "create-token", "--email", "ada@example.org", "--json");
    expect((more.json() as Made).token).not.toBe(token);
    for (let k = 0; k < 8; k++) await shell.type("admin", "create-token", "--email", "ada@example.org", "--json");
    const eleventh = await shell.type("admin", "create-token", "--email", "ada@example.org", "--json");
    expect([eleventh.exitCode, eleventh.stderr]).toEqual([2, expect.stringContaining("10 tokens")]);
  });

  it("has nothing to give to an address without an account", async () => {
    await using shell = await openShell();
    const typed = await shell.type("admin", "create-token", "--email", "nobody@example.org", "--json");
    expect([typed.exitCode, typed.stderr]).toEqual([2, expect.stringContaining("no account")]);
  });
});
