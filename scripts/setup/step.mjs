// @ts-check
/**
 * What a step says when it ends: `done` and `kept` (it was done before) are fine, `skipped` does not concern this
 * machine, `failed` names its remedy. `value` is what later steps build on; a step that fell back to something
 * lesser has failed and still has one.
 * @template [T=unknown]
 * @typedef {{ state: "done" | "kept" | "skipped", says: string, value?: T }
 *   | { state: "failed", says: string, remedy: string, essential?: boolean, value?: T }} StepResult
 */
/**
 * @template [T=unknown]
 * @typedef {StepResult<T> & { name: string, seconds: number }} StepOutcome
 */
/** @typedef {(says: string) => void} Progress */

/**
 * Prints one line at the end of each step, and lines between while a step takes long. A step that throws has failed.
 * @param {{ write(text: string): unknown }} output
 */
export function createReporter(output) {
  return {
    /**
     * @template T
     * @param {string} name
     * @param {(progress: Progress) => Promise<StepResult<T>>} run
     * @returns {Promise<StepOutcome<T>>}
     */
    async step(name, run) {
      const started = performance.now();
      /** @type {Progress} */
      const progress = (says) => output.write(`${line("…", name, says)}\n`);
      const result = await run(progress).catch(unexpected);
      const seconds = (performance.now() - started) / 1000;
      const mark = { done: "✓", kept: "✓", skipped: "–", failed: "✗" }[result.state];
      const took = result.state === "done" ? `, ${seconds.toFixed(1)} s` : "";
      output.write(`${line(mark, name, result.says)}${took}\n`);
      return { ...result, name, seconds };
    },
  };
}

/**
 * @param {StepOutcome[]} outcomes
 * @returns {{ text: string, usable: boolean }} what is missing and what to do about it; not usable when an essential
 *   step has failed
 */
export function summarize(outcomes) {
  const failed = outcomes.flatMap((outcome) => (outcome.state === "failed" ? [outcome] : []));
  const usable = failed.every((outcome) => !outcome.essential);
  if (failed.length === 0) return { text: "Everything is set up.\n", usable };
  const lines = failed.map(({ name, says, remedy }) => `- ${name}: ${says}\n  ${remedy}\n`);
  const head = usable
    ? `Set up, but for ${failed.length === 1 ? "one step" : `${failed.length} steps`}:\n`
    : "Not set up; nothing can run until this is put right:\n";
  return { text: `\n${head}${lines.join("")}`, usable };
}

/**
 * @param {unknown} error
 * @returns {{ state: "failed", says: string, remedy: string }}
 */
function unexpected(error) {
  const says = error instanceof Error ? error.message : String(error);
  return { state: "failed", says, remedy: "Run `npm run setup` again; if it fails the same way, report this line." };
}

/** @param {string} mark @param {string} name @param {string} says */
function line(mark, name, says) {
  return `${mark} ${name.padEnd(16)} ${says}`;
}
