import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const gradmark = join(import.meta.dirname, "..", "bin", "gradmark.js");
const run = promisify(execFile);

let home: string;
let service: ChildProcess;
let browser: Browser;
let page: Page;
let url: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "gradmark-day-"));
  const env = { ...process.env, GRADMARK_HOME: home };
  for (const command of ["create --kit lab1 --name day", "prepare --course day", "open --course day"])
    await run(process.execPath, [gradmark, "course", ...command.split(" ")], { env });
  const serve = ["serve", "--port", "0", "--json", "--allow-reduced"];
  service = spawn(process.execPath, [gradmark, ...serve], { env, stdio: ["ignore", "pipe", "inherit"] });
  if (!service.stdout) throw new Error("the service has no stdout");
  const [line]: unknown[] = await once(createInterface(service.stdout), "line");
  url = JSON.parse(String(line)).url;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  if (service && service.exitCode === null) {
    service.kill("SIGTERM");
    await once(service, "exit");
  }
  rmSync(home, { recursive: true, force: true });
}, 30_000);

describe("from registration to the board, with a real worker and real MNIST", () => {
  it("registers, forms a team, uploads, is scored and stands on the board", async () => {
    await page.goto(`${url}/register`);
    await page.getByLabel("Name").fill("Example Student");
    await page.getByLabel("E-mail").fill("student@example.org");
    await page.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("button", { name: "Join" }).click();
    await page.waitForURL("**/c/day");

    await page.goto(`${url}/c/day/team`);
    await page.getByLabel("Team name").fill("Compilers");
    await page.getByText("This name is free").waitFor();
    await page.getByRole("button", { name: "Create the team" }).click();
    await page.getByText("Admitted to the competition").waitFor();

    await page.goto(`${url}/c/day/submit`);
    await page.setInputFiles("input[type=file]", halfRight());
    await page.getByText("10,000 rows, every test id once").waitFor();
    await page.getByRole("button", { name: "Upload (uses 1 try)" }).click();
    await page.waitForURL("**/entries/*");
    await page.getByText("Public score", { exact: true }).waitFor();
    const score = Number(
      await page
        .getByText(/^0\.\d{4}$/)
        .first()
        .textContent(),
    );
    expect(Math.abs(score - 0.5)).toBeLessThan(0.08);

    await page.goto(`${url}/c/day/board`);
    const line = page.getByRole("row").filter({ hasText: "Compilers" });
    await line.waitFor();
    expect(await line.textContent()).toContain(score.toFixed(4));
  }, 120_000);
});

/** The course's own solution, read by the test alone, with every other label made wrong. */
function halfRight(): { name: string; mimeType: string; buffer: Buffer } {
  const [, ...rows] = readFileSync(join(home, "courses", "day", "private", "solution.csv"), "utf8")
    .trim()
    .split(/\r?\n/);
  const lines = rows.map((row, k) => {
    const [id, label] = row.split(",");
    return `${id},${k % 2 === 0 ? label : (Number(label) + 1) % 10}`;
  });
  return { name: "predictions.csv", mimeType: "text/csv", buffer: Buffer.from(`Id,Label\n${lines.join("\n")}\n`) };
}
