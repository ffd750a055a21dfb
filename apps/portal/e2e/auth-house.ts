import { afterEach, beforeEach, vi } from "vitest";
import { answerAuth } from "#server/answer-auth.ts";
import { closeHouse } from "#server/house.ts";
import { type CourseHome, makeCourseHome } from "./course-home.ts";
import { awaitMail } from "./mailbox.ts";

export const password = "correct horse battery";

/** A house in which addresses must be confirmed, made anew for each test and asked in this process. */
export interface AuthHouse {
  /** The folder and the database of the present test. */
  readonly home: CourseHome;
  /** Every line that all tests of the file have logged. */
  readonly logged: readonly string[];
  /** A request as a program without a browser sends it, from one network address unless the headers name another. */
  ask(path: string, body: object, headers?: Record<string, string>): Promise<Response>;
  signUp(email: string, name?: string): Promise<Response>;
  /** Makes an account with a confirmed address; its cookie. */
  enter(email: string): Promise<string>;
}

/** Call it once a file, outside the tests. */
export function startAuthHouse(): AuthHouse {
  let home: CourseHome | undefined;
  const logged: string[] = [];
  beforeEach(async () => {
    home = await makeCourseHome();
    vi.stubEnv("GRADMARK_HOME", home.home);
    vi.stubEnv("GRADMARK_URL", "https://grader.example.edu");
    vi.stubEnv("GRADMARK_VERIFY_EMAIL", "1");
    vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => void logged.push(parts.join(" ")));
  });
  afterEach(() => {
    if (home) closeHouse(home.home);
    home?.[Symbol.dispose]();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  const present = () => {
    if (!home) throw new Error("the house is open during a test only");
    return home;
  };
  const signUp: AuthHouse["signUp"] = (email, name = "Ada") => ask("sign-up/email", { name, email, password });
  return {
    get home() {
      return present();
    },
    logged,
    ask,
    signUp,
    enter: async (email) => {
      await signUp(email);
      const { token } = await awaitMail(present().home, email);
      return cookieOf(await ask("verify-email", { token }));
    },
  };
}

const ask: AuthHouse["ask"] = (path, body, headers = {}) => {
  const from = { host: "grader.example.edu", "x-forwarded-for": "192.0.2.1" };
  const sent = { "content-type": "application/json", ...from, ...headers };
  const url = `https://grader.example.edu/api/auth/${path}`;
  return answerAuth(new Request(url, { method: "POST", body: JSON.stringify(body), headers: sent }));
};

export async function codeOf(answer: Response): Promise<[number, unknown]> {
  const { code }: { code?: unknown } = await answer.json();
  return [answer.status, code];
}

export function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
