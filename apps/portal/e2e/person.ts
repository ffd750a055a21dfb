import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "../index.ts";

/** Somebody with a cookie jar who uses the portal's HTTP interface, well or badly. */
export class Person {
  readonly url: string;
  readonly api: TRPCClient<AppRouter>;
  private cookie = "";

  constructor(url: string) {
    this.url = url;
    this.api = createTRPCClient({
      links: [
        httpLink({
          url: `${url}/api/trpc`,
          transformer: superjson,
          fetch: (input, init) => this.fetchUrl(input, init as RequestInit),
        }),
      ],
    });
  }

  cookieHeader(): string {
    return this.cookie;
  }

  /** Asks for a path with the cookie; whatever comes back. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return this.fetchUrl(this.url + path, init);
  }

  private async fetchUrl(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set("cookie", this.cookie);
    const response = await fetch(input, { redirect: "manual", ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(";")[0] ?? "";
    return response;
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { "content-type": "application/json", ...headers };
    return this.fetch(path, { method: "POST", body: JSON.stringify(body), headers: sent });
  }

  upload(query: Record<string, string>, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
    const search = new URLSearchParams({ course: "pocket", kind: "entry", ...query });
    return this.fetch(`/api/upload?${search}`, { method: "POST", body, headers });
  }
}

/** A person with an account who is in the course, and in a team when one is named. */
export async function enrol(url: string, name: string, team?: string, course = "pocket"): Promise<Person> {
  const person = new Person(url);
  const answer = await person.post("/api/auth/sign-up/email", {
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: "correct horse battery",
  });
  if (!answer.ok) throw new Error(await answer.text());
  await person.api.course.join.mutate({ course });
  if (team !== undefined) {
    const made = await person.api.team.create.mutate({ course, name: team });
    if (!made.ok) throw new Error(made.message);
  }
  return person;
}
