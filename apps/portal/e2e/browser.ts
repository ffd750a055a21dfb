import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Person } from "./person.ts";

/** Headless Chromium of the machine, without talking to anybody. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a window of its own in which somebody is signed in. */
export async function openPageAs(browser: Browser, person: Person, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const [name = "", value = ""] = person.cookieHeader().split(/=(.*)/s);
  await context.addCookies([{ name, value, url: person.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}
