import type { AppRouter } from "@gradmark/portal";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";

/** A program that uses the portal as a browser would: by its public HTTP interface, with a cookie. */
export class PortalClient {
  private readonly url: string;
  private readonly cookies = new Map<string, string>();
  readonly api: TRPCClient<AppRouter>;

  constructor(url: string) {
    this.url = url;
    const link = httpLink({
      url: `${url}/api/trpc`,
      transformer: superjson,
      headers: () => (this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}),
    });
    this.api = createTRPCClient<AppRouter>({ links: [link] });
  }

  /** Makes an account and is signed in. @throws with the portal's own sentence when it refuses. */
  async register(person: { name: string; email: string; password: string }): Promise<void> {
    await this.post("/api/auth/sign-up/email", JSON.stringify(person), { "content-type": "application/json" });
  }

  /** Sends the bytes of a file. @throws with the portal's own sentence when it refuses. */
  async upload(query: Record<string, string>, bytes: Uint8Array): Promise<unknown> {
    const headers = { "content-type": "application/octet-stream" };
    return this.post(`/api/upload?${new URLSearchParams(query).toString()}`, bytes, headers);
  }

  private async post(path: string, body: string | Uint8Array, headers: Record<string, string>): Promise<unknown> {
    const content = typeof body === "string" ? body : new Blob([new Uint8Array(body)]);
    const response = await this.fetch(new Request(this.url + path, { method: "POST", body: content, headers }));
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as unknown;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async fetch(request: Request): Promise<Response> {
    if (this.cookies.size > 0) request.headers.set("cookie", this.cookieHeader());
    const response = await fetch(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const cut = pair.indexOf("=");
      this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return response;
  }
}
