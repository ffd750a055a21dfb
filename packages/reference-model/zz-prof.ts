import { openEngine } from "./engine/ladder.ts";
import { recipes } from "./models/catalog.ts";
import { seedSequence } from "./data/random.ts";
import { createTrainer } from "./train/training-step.ts";
const { tf } = await openEngine("tensorflow-cpu");
const backend: any = tf.backend();
const times = new Map<string, [number, number]>();
let on = false;
for (const f of ["executeSingleOutput", "executeMultipleOutputs"]) {
  const old = backend[f].bind(backend);
  backend[f] = (name: string, ...rest: any[]) => {
    const t = performance.now();
    const r = old(name, ...rest);
    if (on) { const e = times.get(name) ?? [0, 0]; e[0] += performance.now() - t; e[1]++; times.set(name, e); }
    return r;
  };
}
for (const name of ["lenet-5", "cnn"] as const) {
  const model = recipes[name].build(tf, { height: 28, width: 28, classes: 10 }, seedSequence(1));
  const trainer = createTrainer(tf, model);
  const images = tf.randomUniform([128, 28, 28, 1]) as any;
  const labels = Uint8Array.from({ length: 128 }, (_, k) => k % 10);
  for (let k = 0; k < 5; k++) await trainer.step(images, labels, 1e-3, k);
  const n = name === "cnn" ? 15 : 60;
  const c0 = process.cpuUsage(); const s = performance.now();
  for (let k = 0; k < n; k++) await trainer.step(images, labels, 1e-3, k);
  const ms = (performance.now() - s) / n; const c = process.cpuUsage(c0);
  console.log(name, ms.toFixed(1), "ms/step", (128000 / ms).toFixed(0), "im/s, cpu ms/step", ((c.user + c.system) / 1000 / n).toFixed(1));
  times.clear(); on = true;
  for (let k = 0; k < n; k++) await trainer.step(images, labels, 1e-3, k);
  on = false;
  const all = [...times].sort((a, b) => b[1][0] - a[1][0]);
  console.log("  native", (all.reduce((x, [, [t]]) => x + t, 0) / n).toFixed(1), all.slice(0, 14).map(([k, [t, c]]) => `${k} ${(t / n).toFixed(1)}ms/${c / n}`).join(", "));
}
