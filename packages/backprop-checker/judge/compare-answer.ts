import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { Node } from "../graph/node.ts";
import type { Stations } from "./prepare-slot.ts";

/** Sides that are off by more than this many times the rounding bounds of both differ. */
const slack = 4;
/** A point tells right from wrong when its tolerance is below this share of the truth. */
const informativeShare = 1e-9;
const mostMisses = 12;

/** One place where the answer is not the truth. `ratio`: by how many tolerances it is off. */
export type Miss = { station: number; entry: number; expected: number; got: number | null; ratio: number };

/** What a run over points has shown. */
export type Findings = {
  /** The first places where the answer is off, and the one where it is off most. */
  misses: Miss[];
  /** For each point: how many entries have a truth there, and in how many of them the point tells right from wrong. */
  measurable: Uint16Array;
  telling: Uint16Array;
  worstRatio: number;
  answers: readonly Column[];
};

/** Evaluates the answer at every station and holds it against the truth. */
export function compareAnswer(nodes: readonly Node[], stations: Stations, usual: number): Findings {
  const columns = evaluate(nodes, stations.points, stations.columns);
  const count = stations.points.length;
  const findings: Findings = {
    misses: [],
    measurable: new Uint16Array(count),
    telling: new Uint16Array(count),
    worstRatio: 0,
    answers: nodes.map((node) => columnFor(columns, node)),
  };
  for (let entry = 0; entry < nodes.length; entry += 1) compareEntry(entry, stations, usual, findings);
  return findings;
}

function compareEntry(entry: number, stations: Stations, usual: number, findings: Findings): void {
  const truth = stations.truths[entry];
  const answer = findings.answers[entry];
  if (truth === undefined || answer === undefined) throw new Error(`entry ${entry} has no truth`);
  const { telling, measurable } = findings;
  for (let n = 0; n < stations.points.length; n += 1) {
    const expected = truth.values[n] ?? 0;
    if (Number.isNaN(expected)) continue;
    measurable[n] = (measurable[n] ?? 0) + 1;
    const got = answer.values[n] ?? 0;
    const bound = answer.bounds[n] ?? 0;
    if (bound === Number.POSITIVE_INFINITY) continue;
    const tolerance = slack * (bound + (truth.bounds[n] ?? 0));
    const off = Math.abs(got - expected);
    if (off <= tolerance) {
      if (off > findings.worstRatio * tolerance) findings.worstRatio = off / tolerance;
      const scale = expected === 0 ? (stations.scales[n] ?? 0) || usual : Math.abs(expected);
      if (tolerance <= informativeShare * scale) telling[n] = (telling[n] ?? 0) + 1;
    } else if (Number.isNaN(got)) addMiss(findings, { station: n, entry, expected, got: null, ratio: Infinity });
    else addMiss(findings, { station: n, entry, expected, got, ratio: off / tolerance });
  }
}

/** Keeps the first misses; the last place is for the clearest one. */
function addMiss(findings: Findings, miss: Miss): void {
  const { misses } = findings;
  const last = misses[mostMisses - 1];
  if (last === undefined) misses.push(miss);
  else if (miss.ratio > last.ratio) misses[mostMisses - 1] = miss;
}

/** Does this point tell right from wrong in half of what is asked, or more? */
export function isInformative({ telling, measurable }: Findings, station: number): boolean {
  const number = telling[station] ?? 0;
  return number > 0 && 2 * number >= (measurable[station] ?? 0);
}
