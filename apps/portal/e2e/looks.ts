import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

type Look = readonly [colorScheme: "light" | "dark", width: number];

export const everyLook: readonly Look[] = [
  ["light", 1100],
  ["dark", 1100],
  ["light", 320],
  ["dark", 320],
];
export const narrowLooks = everyLook.filter(([, width]) => width === 320);

/**
 * What is wrong with an open page in each of these looks: what axe finds, and what leaves the screen at the side.
 * `photograph` is called in each look; afterwards the window is `backTo` wide.
 */
export async function flawsOf(
  page: Page,
  looks: readonly Look[],
  { photograph, backTo = 1100 }: { photograph?: (look: string) => Promise<unknown>; backTo?: number } = {},
): Promise<string[]> {
  const flaws: string[] = [];
  for (const [colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const found = [...(await overflowOf(page)), ...(await findingsOf(page))];
    flaws.push(...found.map((flaw) => `${colorScheme}, ${width} px: ${flaw}`));
    await photograph?.(`${colorScheme}-${width}`);
  }
  await page.setViewportSize({ width: backTo, height: 900 });
  return flaws;
}

/** What axe finds on a page as it is. */
export async function findingsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(", ")}`);
}

/** By how much a page can be scrolled to the side, and the last elements that stick out there. */
export function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const overflow = document.documentElement.scrollWidth - window.innerWidth;
    if (overflow <= 0) return [];
    const outside = [...document.querySelectorAll("main *, header *")]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120));
    return [`${overflow} px too wide`, ...outside.slice(-3)];
  });
}
