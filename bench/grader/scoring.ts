import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { scorePredictions } from "@gradmark/grader";

const run = promisify(execFile);

/** The same work for pandas and scikit-learn: read both files, check the ids, score. Prints the score and seconds. */
const peer = `
import sys, time
start = time.perf_counter()
import pandas as pd
from sklearn.metrics import accuracy_score
loaded = time.perf_counter()
p = pd.read_csv(sys.argv[1]); s = pd.read_csv(sys.argv[2])
assert p.Id.is_unique and set(p.Id) == set(s.Id)
m = s.merge(p, on="Id")
print(accuracy_score(m.Label_x, m.Label_y), time.perf_counter() - loaded, loaded - start)`;

/** Accuracy of ten thousand and of a million rows, from bytes to score. GRADMARK_PEER_PYTHON names a Python. */
export async function measureScoring(): Promise<void> {
  const python = process.env.GRADMARK_PEER_PYTHON ?? "python3";
  const folder = await mkdtemp(join(tmpdir(), "gradmark-bench-"));
  try {
    for (const rows of [10_000, 1_000_000]) {
      const predictions = Buffer.from(`Id,Label\n${lines(rows, 7)}`);
      const solution = Buffer.from(`Id,Label\n${lines(rows, 10)}`);
      const start = performance.now();
      const scored = scorePredictions({ predictions, solution, metric: "accuracy" });
      const ours = (performance.now() - start) / 1000;
      console.log(`scoring ${rows} rows: ${ours.toFixed(3)} s (score ${scored.ok ? scored.value.score : "none"})`);
      const paths = [join(folder, "p.csv"), join(folder, "s.csv")] as const;
      await writeFile(paths[0], predictions);
      await writeFile(paths[1], solution);
      await measurePeer(python, paths, ours);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measurePeer(python: string, paths: readonly [string, string], ours: number): Promise<void> {
  try {
    const { stdout } = await run(python, ["-c", peer, ...paths]);
    const [score = "", seconds = "", imports = ""] = stdout.trim().split(" ");
    const ratio = (ours / Number(seconds)).toFixed(2);
    console.log(
      `  pandas + scikit-learn: ${Number(seconds).toFixed(3)} s in-process (score ${score}), imports ${Number(imports).toFixed(2)} s; ours takes ${ratio} of it`,
    );
  } catch {
    console.log(
      `  pandas and scikit-learn are not installed for ${python}: set GRADMARK_PEER_PYTHON to one that has them`,
    );
  }
}

function lines(rows: number, classes: number): string {
  let text = "";
  for (let k = 0; k < rows; k++) text += `${k},${(k * 31 + (k >> 3)) % classes}\n`;
  return text;
}
