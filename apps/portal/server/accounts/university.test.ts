import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { UniversityConfig } from "./account-policy.ts";
import { discover } from "./university.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A service whose discovery document is whatever the test wants. */
async function serve(answer: (url: string) => { status?: number; body: unknown }): Promise<UniversityConfig> {
  const server = createServer((_, response) => {
    const { status = 200, body } = answer(url);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer: url, clientId: "c", clientSecret: undefined, label: "U", trustsEmail: false };
}

const described = (issuer: string) => ({ issuer, userinfo_endpoint: "https://login.uni.example/me" });

describe("the university's service", () => {
  it("is taken when it names itself as it is configured, byte for byte", async () => {
    const config = await serve((url) => ({ body: described(url) }));
    expect(await discover(config)).toMatchObject({ issuer: config.issuer });
    const slashed = await serve((url) => ({ body: described(`${url}/`) }));
    await expect(discover(slashed)).rejects.toThrow(/another issuer/);
  });

  it.each([
    ["names another issuer", { body: described("https://evil.example") }],
    ["answers with a failure", { status: 503, body: {} }],
    ["says nothing of people", { body: { issuer: "x" } }],
  ])("is not taken when it %s", async (_, answer) => {
    await expect(discover(await serve(() => answer))).rejects.toThrow();
  });
});
