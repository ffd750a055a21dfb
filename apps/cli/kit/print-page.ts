import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/**
 * Prints an HTML page as PDF by headless Chromium, in a profile of its own that goes away with it.
 *
 * @throws when there is no Chromium (and says what to do), when it fails, and the signal's reason when cancelled
 */
export async function printPage(html: string, path: string, signal: AbortSignal): Promise<void> {
  const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(program))
    throw new Error(
      `There is no Chromium at ${program}, which prints the PDF. Install it (apt-get install chromium), name another by ` +
        "CHROMIUM=PATH, or write a page (--out FILE.html) and print it from your browser.",
    );
  const folder = await mkdtemp(join(tmpdir(), "gradmark-print-"));
  try {
    const [page, pdf] = [join(folder, "page.html"), join(folder, "page.pdf")];
    await writeFile(page, html);
    const args = [
      "--headless",
      "--disable-gpu",
      "--no-pdf-header-footer",
      "--disable-background-networking",
      `--user-data-dir=${join(folder, "profile")}`,
      // Chromium's own sandbox does not start for root; the page may load nothing and run no script.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ];
    const { stderr } = await promisify(execFile)(program, args, { timeout: 60_000, signal });
    if (!existsSync(pdf)) throw new Error(`Chromium printed nothing: ${stderr.slice(-500)}`);
    await copyFile(pdf, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
