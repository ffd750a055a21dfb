import type { GradientProblem } from "@gradmark/contract";
import { type DerivativeMeaning, type Meaning, type Names, nameTable, type TexSpelling } from "../grammar/names.ts";
import { tokenize } from "../grammar/tokenize.ts";

/** A name of the problem with the number of its indices. */
export type Ranked = { name: string; rank: number };

const derivativeKey = /^d\s*([A-Za-z]\w*)\s*\/\s*d\s*([A-Za-z]\w*)(\[.*\])?$/;

/** The canonical name of an upstream gradient, and the two names of its derivative where it is written as one. */
export function upstreamName(key: string): { name: string; of: string | null; by: string | null } {
  const match = derivativeKey.exec(key.trim());
  if (match === null) return { name: key.trim(), of: null, by: null };
  const [, of = "", by = ""] = match;
  return { name: `d${of}/d${by}`, of, by };
}

/** All words that may stand in an expression of this problem. With `hide` the names that answers may not use. */
export function problemNames(source: GradientProblem, values: Ranked[], upstream: Ranked[], hide: boolean): Names {
  const hidden = new Set(hide ? source.hidden : []);
  const entries: [string, Meaning][] = [];
  if (!values.some((value) => value.name === "E")) entries.push(["E", { kind: "loss", name: "E" }]);
  for (const name of Object.keys(source.sizes)) entries.push([name, { kind: "size", name }]);
  for (const name of Object.keys(source.indices)) entries.push([name, { kind: "index", name }]);
  for (const name of Object.keys(source.functions)) entries.push([name, { kind: "function", name, arity: [1, 1] }]);
  for (const { name, rank } of values) {
    entries.push([name, hidden.has(name) ? { kind: "hidden", name } : { kind: "value", name, rank }]);
  }
  for (const { name, rank } of upstream) entries.push([name, { kind: "value", name, rank }]);
  const known = new Map(entries);
  for (const [alias, name] of Object.entries(source.aliases)) {
    const meaning = known.get(name);
    if (meaning !== undefined) entries.push([alias, meaning]);
  }
  return {
    meanings: nameTable(entries),
    spellings: texSpellings(source, known),
    derivatives: upstreamDerivatives(source, upstream),
  };
}

function texSpellings(source: GradientProblem, known: ReadonlyMap<string, Meaning>): TexSpelling[] {
  const spellings = Object.entries(source.tex)
    .filter(([name]) => known.has(name))
    .map(([name, tex]) => ({ name, tokens: tokenize(tex, "latex").slice(0, -1) }));
  return spellings.sort((one, other) => other.tokens.length - one.tokens.length);
}

function upstreamDerivatives(source: GradientProblem, upstream: Ranked[]): ReadonlyMap<string, DerivativeMeaning> {
  const canonical = (name: string) => source.aliases[name] ?? name;
  return new Map(
    upstream.flatMap(({ name, rank }): [string, DerivativeMeaning][] => {
      const { of, by } = upstreamName(name);
      return of === null || by === null ? [] : [[`${of}/${canonical(by)}`, { kind: "upstream", name, rank }]];
    }),
  );
}
