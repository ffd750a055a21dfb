import type { ApiToken } from "@gradmark/contract";
import { createApiToken, createTeam, type Database, insertCourseMember, joinTeam } from "@gradmark/db";
import { closeHouse, openHouse } from "#server/house.ts";
import { answerKaggle } from "#server/kaggle/answer-kaggle.ts";
import { hashSecret, makeSecret } from "#server/tokens/token.ts";
import { addCourse, type CourseHome, makeCourseHome } from "./course-home.ts";

const names = ["ada", "ann", "eve", "tara", "olga", "sid"] as const;
export type Name = (typeof names)[number];

/**
 * The pocket course with everybody who may ask for something, and their tokens: ada and ann are one team, eve is
 * another, tara is a teaching assistant and olga the owner, sid is a student of another course. Asked in this process.
 */
export interface ApiHouse extends Disposable {
  home: CourseHome;
  database: Database;
  secrets: Record<Name, string>;
  /** A further token of a person. */
  token(
    name: Name,
    options?: Partial<Pick<ApiToken, "scope" | "courseId" | "expiresAt">>,
  ): { id: string; secret: string };
  rpc(secret: string | null, method: string, body?: object, headers?: Record<string, string>): Promise<Response>;
  rest(secret: string | null, method: string, path: string, form?: Record<string, string>): Promise<Response>;
  put(address: string, body: BodyInit, headers?: Record<string, string>): Promise<Response>;
}

export async function openApiHouse(): Promise<ApiHouse> {
  const home = await makeCourseHome();
  process.env.GRADMARK_HOME = home.home;
  process.env.GRADMARK_URL = "https://grader.example.edu";
  const { database } = openHouse();
  const other = await addCourse(home.home, database, { slug: "other" });
  const now = new Date();
  const ids = {} as Record<Name, string>;
  for (const name of names) {
    ids[name] = addPerson(database, name, now);
    const role = name === "tara" ? "ta" : name === "olga" ? "owner" : "student";
    const courseId = name === "sid" ? other.course.id : home.course.id;
    insertCourseMember(database, { courseId, userId: ids[name], role, now });
  }
  const team = createTeam(database, { courseId: home.course.id, name: "Team A", createdBy: ids.ada, now });
  if (team.ok) joinTeam(database, { teamId: team.team.id, userId: ids.ann, now });
  createTeam(database, { courseId: home.course.id, name: "Team E", createdBy: ids.eve, now });
  const token: ApiHouse["token"] = (name, options = {}) => {
    const secret = makeSecret("gradmark");
    const expiresAt = new Date(now.getTime() + 86_400_000);
    const rest = { scope: "submit" as const, courseId: null, expiresAt, ...options };
    const made = createApiToken(database, {
      userId: ids[name],
      name: "t",
      hash: hashSecret(secret),
      hint: "",
      now,
      ...rest,
    });
    if (!made.ok) throw new Error(made.refusal);
    return { id: made.token.id, secret };
  };
  const secrets = Object.fromEntries(names.map((name) => [name, token(name).secret])) as Record<Name, string>;
  const dispose = () => {
    closeHouse(home.home);
    home[Symbol.dispose]();
  };
  return { home, database, secrets, token, ...asking(), [Symbol.dispose]: dispose };
}

/** Without a password: hashing one takes longer than a test. */
function addPerson(database: Database, name: string, now: Date): string {
  const id = database.newId();
  const insert = "insert into user (id, name, email, created_at, updated_at) values (?, ?, ?, ?, ?)";
  database.client.prepare(insert).run(id, name, `${name}@example.org`, now.getTime(), now.getTime());
  return id;
}

/** Requests as the client makes them, answered without a server. */
function asking(): Pick<ApiHouse, "rpc" | "rest" | "put"> {
  const base = "http://localhost/api/v1";
  const bearer = (secret: string | null): Record<string, string> =>
    secret === null ? {} : { authorization: `Bearer ${secret}` };
  return {
    rpc: (secret, method, body = {}, headers = {}) =>
      answerKaggle(
        new Request(`${base}/${method.includes("/") ? method : `competitions.CompetitionApiService/${method}`}`, {
          method: "POST",
          body: JSON.stringify(body),
          headers: { "content-type": "application/json", host: "localhost", ...bearer(secret), ...headers },
        }),
      ),
    rest: (secret, method, path, form) => {
      const basic = secret === null ? {} : { authorization: `Basic ${btoa(secret)}` };
      const body = new FormData();
      for (const [name, value] of Object.entries(form ?? {})) body.set(name, value);
      const headers = { "user-agent": "Swagger-Codegen/1/python", host: "grader.example.edu", ...basic };
      return answerKaggle(new Request(`${base}/competitions/${path}`, { method, headers, ...(form && { body }) }));
    },
    put: (address, body, headers = {}) => answerKaggle(new Request(address, { method: "PUT", body, headers })),
  };
}
