import { afterEach, describe, expect, it, vi } from "vitest";
import { createMailSoon } from "./mail-soon.ts";

afterEach(() => vi.restoreAllMocks());

/** Sends one mail to a server that fails so often; how often it was asked in the end. */
async function trySending(failures: number, forGood: boolean): Promise<{ asked: number; logged: string }> {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  let asked = 0;
  const sendMail = async () => {
    asked++;
    if (asked <= failures) throw Object.assign(new Error("not taken"), { forGood });
    return { messageId: "<1@x>" };
  };
  createMailSoon({ transport: "smtp", sendMail }, [1, 1])({ to: "a@example.org", subject: "s", text: "secret-link" });
  await new Promise((done) => setTimeout(done, 200));
  return { asked, logged: log.mock.calls.join("\n") };
}

describe("a mail about an account", () => {
  it("is tried again while its server fails for a while", async () => {
    expect(await trySending(2, false)).toEqual({ asked: 3, logged: "" });
  });

  it.each([
    [9, false, 3],
    [9, true, 1],
  ])(
    "is given up after the last try, or at once when it is refused for good, and logged without its words",
    async (failures, forGood, asked) => {
      const outcome = await trySending(failures, forGood);
      expect(outcome.asked).toBe(asked);
      expect(outcome.logged).toContain("was not sent");
      expect(outcome.logged).not.toMatch(/secret-link|a@example/);
    },
  );
});
