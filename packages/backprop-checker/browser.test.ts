import { existsSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { gradientProblem } from "@gradmark/contract";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { decideAnswer } from "./index.ts";
import { compileProblem } from "./problem/compile-problem.ts";

const here = import.meta.dirname;
const mathjs = join(dirname(createRequire(import.meta.url).resolve("mathjs/package.json")), "lib/browser/math.js");
const executables = [
  process.env.GRADMARK_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executable = executables.find((path) => path !== undefined && existsSync(path));
const site = "http://checker.test";

const page = `<!doctype html><script src="/mathjs.js"></script>
<script type="importmap">{ "imports": { "mathjs": "/mathjs-module.js" } }</script>`;
const mathjsModule = "export const { create, bignumberDependencies } = globalThis.math;";

/** Serves the package's own files, their types stripped: the browser runs what Node runs. */
function serve(path: string): { contentType: string; body: string } {
  const script = "text/javascript";
  if (path === "/") return { contentType: "text/html", body: page };
  if (path === "/mathjs.js") return { contentType: script, body: readFileSync(mathjs, "utf8") };
  if (path === "/mathjs-module.js") return { contentType: script, body: mathjsModule };
  return { contentType: script, body: stripTypeScriptTypes(readFileSync(join(here, path), "utf8")) };
}

const answers: [string, string, string][] = [
  ["sigmoid", "dx_in", "dE/dx_out * x_out(1-x_out)"],
  ["sigmoid", "dx_in", "x_in < 3000 ? dE/dx_out*x_out*(1 - x_out) : 0"],
  ["sigmoid", "dx_in", "-\\frac{\\partial E}{\\partial x_{out}} x_{out}(1-x_{out})"],
  ["softmax", "different", "\\beta (X_{out})_i (X_{out})_j"],
  ["softmax", "same", "beta*X_out[i]*(1 - X_out[i])"],
  ["min-max", "dmin_ds1", "[x1 < x2]"],
  ["min-max", "dx1", "dE/dy*[s1 < s2]*s1*(1 - s1)"],
  ["min-max", "dx1", "dE/dy*o_mid"],
];

function sourceOf(name: string): unknown {
  return gradientProblem.parse(parse(readFileSync(join(here, `../../kits/lab1/problems/${name}.yaml`), "utf8")));
}

describe.skipIf(executable === undefined)("the checker in Chromium", () => {
  let browser: Browser;
  let tab: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox"] });
    tab = await browser.newPage();
    await tab.route(`${site}/**`, (route) => route.fulfill(serve(new URL(route.request().url()).pathname)));
    await tab.goto(`${site}/`);
  }, 60_000);
  afterAll(() => browser.close());

  it.each(answers)(
    "gives the verdict of Node on %s, %s: %s",
    async (name, slot, answer) => {
      const source = sourceOf(name);
      const compiled = compileProblem(gradientProblem.parse(source));
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
      const inNode = await decideAnswer(compiled.value, { slot, answer });
      // As text: vitest would rewrite the import of a function.
      const inBrowser = await tab.evaluate(`import("${site}/index.ts").then((checker) => {
      const problem = checker.compileProblem(${JSON.stringify(source)}).value;
      return checker.decideAnswer(problem, ${JSON.stringify({ slot, answer })});
    })`);
      expect(inBrowser).toEqual(inNode);
    },
    60_000,
  );
});
