import { selectOptionalPersonByEmail } from "@gradmark/db";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { everyLook, flawsOf } from "./looks.ts";
import { awaitMail } from "./mailbox.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";
import { clientId, clientSecret, startUniversity, type University } from "./university.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 90_000 });

const password = "correct horse battery";
let university: University;
let portal: TestPortal;
let browser: Browser;
let page: Page;
/** A folder for pictures of the pages; without it none are taken. */
const pictures = process.env.GRADMARK_PICTURES;
/** What the browser complained of: a script that the policy stopped, a failed hydration. */
const complaints: string[] = [];

beforeAll(async () => {
  university = await startUniversity({
    uma: { email: "uma@uni.example", email_verified: true, name: "Uma" },
    ada: { email: "ada@example.org", email_verified: true, name: "Ada of the university" },
    eve: { email: "eve@example.org", email_verified: false, name: "Eve" },
    mallory: { email: "olga@example.org", email_verified: false, name: "Mallory" },
    nemo: { name: "Nemo" },
  });
  vi.stubEnv("GRADMARK_VERIFY_EMAIL", "1");
  vi.stubEnv("GRADMARK_OIDC_ISSUER", university.issuer);
  vi.stubEnv("GRADMARK_OIDC_CLIENT_ID", clientId);
  vi.stubEnv("GRADMARK_OIDC_CLIENT_SECRET", clientSecret);
  vi.stubEnv("GRADMARK_OIDC_LABEL", "Example University");
  portal = await startTestPortal();
  university.admit(portal.url);
  browser = await openBrowser();
  page = await openWindow();
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
  await university[Symbol.asyncDispose]();
  vi.unstubAllEnvs();
});

/** A page with cookies of its own, as another device would have. */
async function openWindow(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width: 1100, height: 900 },
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  opened.on("pageerror", (error) => complaints.push(String(error)));
  opened.on("console", (message) => {
    const ours = message.location().url.startsWith(portal.url) && !/status of 4\d\d/.test(message.text());
    if (message.type() === "error" && ours) complaints.push(message.text());
  });
  return opened;
}

/** In both themes and at 320 px: nothing that axe finds, nothing that leaves the screen. */
async function inspect(state: string): Promise<void> {
  const photograph = (look: string) => page.screenshot({ path: `${pictures}/${state}-${look}.png`, fullPage: true });
  expect(await flawsOf(page, everyLook, pictures ? { photograph } : {})).toEqual([]);
}

async function open(path: string, heading: string, where = page): Promise<void> {
  // A mail opens its link in a new tab; `goto` alone would stay on a page that differs only behind the `#`.
  if (path.includes("#")) await where.goto("about:blank");
  await where.goto(new URL(path, portal.url).href);
  await where.getByRole("heading", { level: 1, name: heading }).waitFor();
}

async function fillSignIn(email: string, word: string, where = page): Promise<void> {
  await open("/sign-in", "Sign in", where);
  await where.getByLabel("E-mail").fill(email);
  await where.getByRole("textbox", { name: "Password" }).fill(word);
  await where.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The university's own pages: a name, any password, consent. */
async function passUniversity(name: string, where = page): Promise<void> {
  await where.waitForURL(`${university.issuer}/**`);
  await where.getByPlaceholder("Enter any login").fill(name);
  await where.getByPlaceholder("and password").fill("any");
  await where.getByRole("button", { name: "Sign-in" }).click();
  await where.getByRole("button", { name: "Continue" }).click();
}

describe("the owner of a new portal", () => {
  it("sets the account up by the link that the start printed, with the keyboard alone", async () => {
    await open(portal.ownerLink ?? "", "Set up the owner");
    await page.waitForURL(`${portal.url}/account/owner`);
    await inspect("owner");
    await page.getByLabel("Name").focus();
    for (const text of ["Olga", "olga@example.org", password]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByLabel("E-mail").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Hello, Olga" }).waitFor();
    expect(selectOptionalPersonByEmail(portal.home.database, "olga@example.org")?.role).toBe("admin");
    await page.context().clearCookies();
  });

  it("is told when the link was used", async () => {
    await open(portal.ownerLink ?? "", "Set up the owner");
    await page.getByLabel("Name").fill("Eve");
    await page.getByLabel("E-mail").fill("eve@example.org");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Become the owner" }).click();
    await page.getByText("This link has been used").waitFor();
  });
});

describe("somebody without an account", () => {
  it("registers, reads the mail, and is signed in by a press of its button", async () => {
    await open("/register", "Register");
    await inspect("register");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("heading", { name: "Look at your mail" }).waitFor();
    await inspect("look-at-mail");
    await fillSignIn("ada@example.org", password);
    await page.getByText("Your address is not confirmed yet").waitFor();
    await inspect("sign-in-unconfirmed");
    await page.getByRole("button", { name: "Send the mail again" }).click();
    await page.getByText("A mail is on its way to ada@example.org").waitFor();
    const { link } = await awaitMail(portal.home.home, "ada@example.org", 2);
    await open(link, "Confirm your address");
    // The token leaves the address once the page has read it.
    await page.waitForURL(`${portal.url}/account/confirm`);
    await inspect("confirm");
    await page.getByRole("button", { name: "Yes, it is mine" }).click();
    await page.getByRole("heading", { name: "Confirmed" }).waitFor();
    await inspect("confirmed");
    await page.getByRole("link", { name: "To my courses" }).click();
    await page.getByRole("heading", { name: "Hello, Ada" }).waitFor();
  });

  it("is told what is wrong with a link that is not whole", async () => {
    await open("/account/confirm#made-up", "Confirm your address");
    await page.getByRole("button", { name: "Yes, it is mine" }).click();
    await page.getByText("This link opens nothing").waitFor();
    await open("/account/confirm", "Confirm your address");
    await page.getByText("The link is not whole").waitFor();
    await page.goto(`${portal.url}/account/confirm#pasted-into-this-tab`);
    await page.getByText("The link is not whole").waitFor({ state: "detached" });
  });
});

describe("the page “Account”", () => {
  it("lists where its reader is signed in, and ends it there", async () => {
    const laptop = await openWindow();
    await fillSignIn("ada@example.org", password, laptop);
    await laptop.getByRole("heading", { name: "Hello, Ada" }).waitFor();
    await open("/account", "Account");
    await page.getByText("This one").waitFor();
    await inspect("account");
    await page.getByRole("button", { name: /^Sign out there: Chrome on Linux/ }).click();
    await page.getByRole("button", { name: /^Sign out there: Chrome on Linux/ }).waitFor({ state: "detached" });
    await laptop.goto(`${portal.url}/account`);
    await laptop.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await laptop.context().close();
  });

  it("changes the name, and the head of the page with it", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Ada L");
    await page.getByRole("button", { name: "Save the name" }).click();
    await page.getByText("The name is changed").waitFor();
    await page.getByRole("link", { name: "Ada L" }).waitFor();
  });

  it("connects the university, by which its reader comes in from then on", async () => {
    await page.getByRole("button", { name: "Connect Example University" }).click();
    await passUniversity("ada");
    await page.getByText("It is connected").waitFor();
    await page.getByRole("button", { name: "Sign out", exact: true }).last().click();
    await page.getByRole("heading", { name: "Deep-learning labs" }).waitFor();
    await open("/sign-in", "Sign in");
    await inspect("sign-in");
    await page.getByRole("button", { name: "Sign in with Example University" }).click();
    await page.getByRole("heading", { name: "Hello, Ada L" }).waitFor();
    expect(JSON.stringify(portal.home.database.client.prepare("select * from account").all())).not.toMatch(
      /eyJ|access_token":"./,
    );
  });

  it("changes the address by a mail to the old one and a mail to the new one", async () => {
    await open("/account", "Account");
    await page.getByLabel("New address").fill("lovelace@example.org");
    await page.getByRole("button", { name: "Change the address" }).click();
    await page.getByText("a mail is on its way to ada@example.org").waitFor();
    await open((await awaitMail(portal.home.home, "ada@example.org", 3)).link, "Confirm your address");
    await page.getByRole("button", { name: "Yes, it is mine" }).click();
    await page.getByRole("heading", { name: "One more mail" }).waitFor();
    await open((await awaitMail(portal.home.home, "lovelace@example.org")).link, "Confirm your address");
    await page.getByRole("button", { name: "Yes, it is mine" }).click();
    await page.getByText("Your account has its new address").waitFor();
    await page.getByRole("link", { name: "To my account" }).click();
    await page.getByText("lovelace@example.org").waitFor();
  });
});

describe("a forgotten password", () => {
  it("is set anew by a mail, and every device is signed out", async () => {
    const other = await openWindow();
    await open("/account/reset", "Set a new password", other);
    await other.getByLabel("E-mail").fill("lovelace@example.org");
    await other.getByRole("button", { name: "Send the mail" }).click();
    await other.getByText("If lovelace@example.org has an account").waitFor();
    const { link } = await awaitMail(portal.home.home, "lovelace@example.org", 2);
    await page.context().clearCookies();
    await open("/account/reset", "Set a new password");
    await inspect("reset-ask");
    await open(link, "Choose a new password");
    await inspect("reset-choose");
    await page.getByRole("textbox", { name: "New password" }).fill("another horse battery");
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("The password is changed.").waitFor();
    await fillSignIn("lovelace@example.org", "another horse battery");
    await page.getByRole("heading", { name: "Hello, Ada L" }).waitFor();
    await other.context().close();
  });
});

describe("the university's sign-in", () => {
  it("makes a confirmed account for whom it knows", async () => {
    const window = await openWindow();
    await open("/register?next=/account", "Register", window);
    await window.getByRole("button", { name: "Sign in with Example University" }).click();
    await passUniversity("uma", window);
    await window.getByRole("heading", { level: 1, name: "Account" }).waitFor();
    await window.getByText("The address is confirmed.").waitFor();
    await window.getByText("You have no password").waitFor();
    await window.context().close();
  });

  it.each([
    ["eve", "Your university does not say that the address is yours", "with an address that is not confirmed there"],
    ["mallory", "There is an account with your address already", "with somebody else's address"],
    ["nemo", "Your university did not tell your e-mail address", "without an address"],
  ])("lets %s not in: %s", async (name, sentence) => {
    const window = await openWindow();
    await open("/sign-in", "Sign in", window);
    await window.getByRole("button", { name: "Sign in with Example University" }).click();
    await passUniversity(name, window);
    await window.getByText(sentence).waitFor();
    await window.goto(`${portal.url}/account`);
    await window.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await window.context().close();
  });

  it("takes no call-back that nobody asked for, and no state of another browser", async () => {
    const window = await openWindow();
    await open("/sign-in", "Sign in", window);
    await window.getByRole("button", { name: "Sign in with Example University" }).click();
    await window.waitForURL(`${university.issuer}/**`);
    const forged = await fetch(`${portal.url}/api/auth/callback/university?code=stolen&state=made-up`, {
      redirect: "manual",
    });
    expect([forged.status, forged.headers.getSetCookie().join().includes("session_token=")]).toEqual([302, false]);
    await window.context().close();
  });
});

describe("the browser", () => {
  it("complained of nothing", () => {
    expect(complaints).toEqual([]);
  });
});
