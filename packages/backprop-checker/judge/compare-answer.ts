import { runTape } from "../evaluate/run-tape.ts";
import { compileTape } from "../evaluate/tape.ts";
import type { Node } from "../graph/node.ts";
import type { PreparedSlot, Station } from "./prepare-slot.ts";

/** Sides that are off by more than this many times the rounding bounds of both differ. */
const slack = 4;
/** A point tells right from wrong when its tolerance is below this share of the truth. */
const informativeShare = 1e-9;

/** One place where the answer is not the truth. `ratio`: by how many tolerances it is off. */
export type Miss = { station: Station; entry: number; expected: number; got: number | null; ratio: number };

/** What a run over points has shown. */
export type Findings = {
  misses: Miss[];
  /** Informative points by cell. */
  informative: Map<string, number>;
  points: number;
  /** The answer's values, for explanations: one array a station. */
  values: Float64Array[];
  worstRatio: number;
};

/** Evaluates the answer at every station and holds it against the truth. */
export function compareAnswer(
  nodes: readonly Node[],
  prepared: PreparedSlot,
  stations: readonly Station[],
  cellOf: (station: Station) => string,
): Findings {
  const tape = compileTape(nodes);
  const findings: Findings = { misses: [], informative: new Map(), points: 0, values: [], worstRatio: 0 };
  for (const station of stations) {
    runTape(tape, station.point);
    const values = new Float64Array(nodes.length);
    let informative = 0;
    for (let entry = 0; entry < nodes.length; entry += 1) {
      const root = tape.roots[entry] ?? 0;
      const got = tape.values[root] ?? Number.NaN;
      const bound = tape.bounds[root] ?? 0;
      values[entry] = got;
      const expected = station.values[entry] ?? Number.NaN;
      const trueBound = station.bounds[entry] ?? 0;
      if (Number.isNaN(expected) || bound === Number.POSITIVE_INFINITY) continue;
      if (Number.isNaN(got)) {
        findings.misses.push({ station, entry, expected, got: null, ratio: Number.POSITIVE_INFINITY });
        continue;
      }
      const tolerance = slack * (bound + trueBound);
      const off = Math.abs(got - expected);
      if (off > tolerance) {
        findings.misses.push({ station, entry, expected, got, ratio: off / tolerance });
        continue;
      }
      if (tolerance > 0) findings.worstRatio = Math.max(findings.worstRatio, off / tolerance);
      const scale = expected === 0 ? station.scale || prepared.usual : Math.abs(expected);
      if (tolerance <= informativeShare * scale) informative += 1;
    }
    findings.values.push(values);
    if (informative === 0 || informative < nodes.length / 2) continue;
    findings.points += 1;
    const cell = cellOf(station);
    findings.informative.set(cell, (findings.informative.get(cell) ?? 0) + 1);
  }
  return findings;
}
