import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAccountPolicy } from "./account-policy.ts";

const university = { GRADMARK_OIDC_ISSUER: "https://login.uni.example", GRADMARK_OIDC_CLIENT_ID: "gradmark" };

describe("the policy of accounts", () => {
  it("asks for confirmed addresses where mails reach people, unless the operator says otherwise", () => {
    expect(readAccountPolicy({})).toEqual({ mail: "files", verify: false, university: null });
    expect(readAccountPolicy({ GRADMARK_SMTP_URL: "smtp://x" })).toMatchObject({ mail: "smtp", verify: true });
    expect(readAccountPolicy({ GRADMARK_VERIFY_EMAIL: "1" })).toMatchObject({ mail: "files", verify: true });
    expect(readAccountPolicy({ GRADMARK_SMTP_URL: "smtp://x", GRADMARK_VERIFY_EMAIL: "0" }).verify).toBe(false);
  });

  it("reads the client's secret from a file where one is named", () => {
    const file = join(mkdtempSync(join(tmpdir(), "gradmark-policy-")), "secret");
    writeFileSync(file, "from-file\n");
    const env = { ...university, GRADMARK_OIDC_CLIENT_SECRET: "other", GRADMARK_OIDC_CLIENT_SECRET_FILE: file };
    expect(readAccountPolicy(env).university).toEqual({
      issuer: "https://login.uni.example",
      clientId: "gradmark",
      clientSecret: "from-file",
      label: "your university",
      trustsEmail: false,
    });
  });

  it.each([
    ["an issuer without a client", { GRADMARK_OIDC_ISSUER: "https://login.uni.example" }],
    ["a client without an issuer", { GRADMARK_OIDC_CLIENT_ID: "gradmark" }],
    ["an issuer without TLS", { ...university, GRADMARK_OIDC_ISSUER: "http://login.uni.example" }],
    ["an issuer that is no address", { ...university, GRADMARK_OIDC_ISSUER: "login.uni.example" }],
    ["an issuer with a query", { ...university, GRADMARK_OIDC_ISSUER: "https://login.uni.example?x=1" }],
    ["a switch that is neither on nor off", { GRADMARK_VERIFY_EMAIL: "yes" }],
  ])("refuses %s", (_, env) => {
    expect(() => readAccountPolicy(env)).toThrow(/^GRADMARK_/);
  });
});
