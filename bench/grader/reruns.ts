import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { findRuntimes, openSandbox, rerun } from "@gradmark/grader";
import { makeExampleData } from "../../packages/grader/rerun/example-data.ts";

const seconds = 20;
const atOnce = 2;
const scripts = ["reads-the-images.lua", "reads-the-images.py", "reads-the-images.js"];

/** Whole reruns, from the files to the verdict, of three honest scripts on 1,000 images, two at once. */
export async function measureReruns(): Promise<void> {
  const sandbox = await openSandbox("bwrap");
  const probe = await sandbox.probe();
  if (!probe.available || probe.reduced) {
    console.log(`reruns: not measured. ${probe.why}`);
    return;
  }
  const data = makeExampleData(1000);
  const tools = { sandbox, runtimes: await findRuntimes(), scratch: data.scratch };
  const request = {
    ...{ modelFiles: [], dataDir: data.dataDir, expectedEntry: data.predictions() },
    limits: {
      wallMs: 30_000,
      cpuMs: 30_000,
      memoryBytes: 2 ** 28,
      processes: 64,
      outputBytes: 2 ** 20,
      diskBytes: 2 ** 24,
    },
  };
  const outcomes = new Map<string, number>();
  const end = performance.now() + 1000 * seconds;
  const work = async (first: number): Promise<void> => {
    for (let k = first; performance.now() < end; k++) {
      const name = scripts[k % scripts.length] ?? "";
      const path = join(import.meta.dirname, "../../packages/grader/fixtures", name);
      const { outcome } = await rerun({ ...request, script: { path } }, tools);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, k) => work(k)));
  rmSync(data.root, { recursive: true });
  const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const told = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  console.log(`reruns a minute: ${((60 * all) / seconds).toFixed(0)} (${told} in ${seconds} s, ${atOnce} at once)`);
  console.log(
    `load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}`,
  );
}
