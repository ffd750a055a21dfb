import type { Page } from "playwright-core";
import sharp from "sharp";

export const pictureLooks = ["light", "dark", "narrow"] as const;
export type PictureLook = (typeof pictureLooks)[number];

/** The file of a page's picture below docs/images; `place` is its folder below `app`. */
export function pictureName(place: string, look: PictureLook): string {
  const name = place
    .replace(/^c\/\[course\]/, "course")
    .replaceAll(/[[\]]/g, "")
    .replaceAll("/", "-");
  return `${name || "start"}-${look}.png`;
}

/** Keeps a picture of the page in few bytes: a page has few colours, and 64 of them are enough. */
export async function savePicture(page: Page, path: string): Promise<void> {
  const image = sharp(await page.screenshot({ fullPage: true, animations: "disabled" }));
  const { width, height } = await image.metadata();
  await image
    .extract({ left: 0, top: 0, width, height: Math.min(height, maximumHeight) })
    .png({ palette: true, colours: 64, effort: 10, compressionLevel: 9, dither: 0 })
    .toFile(path);
}

/** Further down a list only goes on. */
const maximumHeight = 2200;
