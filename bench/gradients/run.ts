// How fast, and how often wrong? The checker against mathjs with central differences, SymPy and torch's gradcheck, on
// the same answers to Lab 1, in one run. `npm run bench -- gradients`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { checkAnswer, compileProblem } from "@gradmark/backprop-checker";
import { gradientProblem } from "@gradmark/contract";
import { all, create } from "mathjs";
import { parse } from "yaml";
import { z } from "zod";
import { type Case, cases, peers } from "./cases.ts";

type Row = { name: string; verdicts: (boolean | null)[]; seconds: number; checks: number };

const here = import.meta.dirname;
const rounds = 400;

function ours(): Row {
  const names = [...new Set(cases.map(({ problem }) => problem))];
  const problems = new Map(
    names.map((name) => {
      const file = join(here, `../../kits/lab1/problems/${name}.yaml`);
      const compiled = compileProblem(gradientProblem.parse(parse(readFileSync(file, "utf8"))));
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
      return [name, compiled.value];
    }),
  );
  const check = ({ problem, slot, ours: answer }: Case): boolean => {
    const compiled = problems.get(problem);
    if (compiled === undefined) throw new Error(`no problem ${problem}`);
    const verdict = checkAnswer(compiled, { slot, answer });
    return verdict.ok && verdict.value.verdict === "correct";
  };
  for (let n = 0; n < rounds; n += 1) for (const one of cases) check(one);
  const times: number[] = [];
  const start = performance.now();
  const processor = process.cpuUsage();
  for (let n = 0; n < rounds; n += 1) {
    for (const one of cases) {
      const before = performance.now();
      check(one);
      times.push(performance.now() - before);
    }
  }
  const seconds = (performance.now() - start) / 1000;
  // User time beside the clock: on a machine with other work the clock measures that work too.
  const busy = process.cpuUsage(processor).user / 1e6;
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(3);
  console.log(
    `checker: median ${at(0.5)} ms, p99 ${at(0.99)} ms, ${Math.round(times.length / seconds)} answers/s by the clock, ` +
      `${Math.round(times.length / busy)} answers a second of processor time, one core`,
  );
  return { name: "Gradmark checker", verdicts: cases.map(check), seconds, checks: times.length };
}

/** What most home-made checkers do: evaluate both strings at random points, allow 1e-4. */
function mathjsDifferences(): Row {
  if (all === undefined) throw new Error("mathjs has no functions");
  const math = create(all, { relTol: 1e-12 });
  math.import({
    where: (test: boolean, yes: number, no: number) => (test ? yes : no),
    minimum: Math.min,
    maximum: Math.max,
  });
  const check = ({ problem, slot, theirs }: Case): boolean => {
    const peer = peers[`${problem} ${slot}`];
    if (peer === undefined) throw new Error(`no peer for ${problem} ${slot}`);
    for (let n = 0; n < 10; n += 1) {
      const scope: Record<string, number> = {};
      for (const name of peer.names) scope[name] = 4 * Math.random() - 2;
      const x = scope[peer.by] ?? 0;
      const f = (at: number): number => math.evaluate(peer.forward, { ...scope, [peer.by]: at });
      const expected = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
      for (const [name, value] of Object.entries(peer.given)) scope[name] = math.evaluate(value, { ...scope });
      const got: number = math.evaluate(theirs, scope);
      if (!(Math.abs(got - expected) <= 1e-4 * Math.max(Math.abs(expected), 1e-4))) return false;
    }
    return true;
  };
  for (const one of cases) check(one);
  const start = performance.now();
  const verdicts = cases.map(check);
  return {
    name: "mathjs evaluate, differences",
    verdicts,
    seconds: (performance.now() - start) / 1000,
    checks: cases.length,
  };
}

const peerResults = z.record(
  z.string(),
  z.object({ version: z.string(), verdicts: z.array(z.boolean().nullable()), seconds: z.number() }).nullable(),
);

function pythonPeers(): Row[] {
  const input = JSON.stringify(cases.map((one) => ({ ...one, ...peers[`${one.problem} ${one.slot}`] })));
  const rows = new Map<string, Row>();
  for (const program of ["/usr/bin/python3", "python3"]) {
    const run = spawnSync(program, [join(here, "peers.py")], { input, encoding: "utf8", timeout: 600_000 });
    if (run.status !== 0) continue;
    for (const [name, result] of Object.entries(peerResults.parse(JSON.parse(run.stdout)))) {
      if (result === null || rows.has(name)) continue;
      rows.set(name, { name: `${name} (${result.version})`, ...result, checks: cases.length });
    }
  }
  for (const name of ["SymPy simplify(a-b)", "SymPy .equals", "torch gradcheck"]) {
    if (!rows.has(name)) console.log(`${name}: not run, its Python package is not installed`);
  }
  return [...rows.values()];
}

const load = loadavg().map((one) => one.toFixed(1));
console.log(
  `${cpus()[0]?.model}, Node ${process.versions.node}, load ${load.join(" ")}, ${new Date().toISOString().slice(0, 10)}`,
);
const rows = [ours(), mathjsDifferences(), ...pythonPeers()];
const [first] = rows;
const perCheck = ({ seconds, checks }: Row) => (1000 * seconds) / checks;
console.log(`${cases.length} answers, ${cases.filter(({ right }) => right).length} of them right\n`);
console.log("| checker | ms a check | times ours | right rejected | wrong accepted | undecided |");
console.log("|---|---:|---:|---:|---:|---:|");
for (const row of rows) {
  const ratio = first === undefined ? 1 : perCheck(row) / perCheck(first);
  const count = (wanted: (verdict: boolean | null | undefined, one: Case) => boolean) =>
    cases.filter((one, n) => wanted(row.verdicts[n], one)).length;
  const rejected = count((verdict, { right }) => right && verdict === false);
  const accepted = count((verdict, { right }) => !right && verdict === true);
  const undecided = count((verdict) => verdict === null || verdict === undefined);
  console.log(
    `| ${row.name} | ${perCheck(row).toFixed(3)} | ${ratio.toFixed(1)} | ${rejected} | ${accepted} | ${undecided} |`,
  );
}
