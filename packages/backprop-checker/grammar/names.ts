import type { Token } from "./token.ts";

/** What a word may mean where an answer is read. */
export type Meaning =
  | { kind: "value"; name: string; rank: number }
  | { kind: "index"; name: string }
  | { kind: "size"; name: string }
  | { kind: "constant"; name: string }
  | { kind: "function"; name: string; arity: readonly [number, number] }
  | { kind: "hidden"; name: string }
  /** `E`, where no forward line defines it: it has no value, only derivatives. */
  | { kind: "loss"; name: string };

/** A name as an author's `tex` writes it: the tokens to look for, and the name they stand for. */
export type TexSpelling = { tokens: Token[]; name: string };

/** How a derivative `d<of>/d<by>` is to be understood: a given upstream gradient, or what is asked for. */
export type DerivativeMeaning = { kind: "upstream"; name: string; rank: number } | { kind: "target" };

export type Names = {
  meanings: ReadonlyMap<string, Meaning>;
  spellings: readonly TexSpelling[];
  derivatives: ReadonlyMap<string, DerivativeMeaning>;
};

const functionArities: readonly (readonly [string, number, number])[] = [
  ...["exp", "log", "ln", "sqrt", "abs", "sign", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sech", "sigma"].map(
    (name) => [name, 1, 1] as const,
  ),
  ...["relu", "softplus", "heaviside", "norm", "diag", "transpose"].map((name) => [name, 1, 1] as const),
  ["dot", 2, 2],
  ["delta", 2, 2],
  ["min", 1, 64],
  ["max", 1, 64],
  ["sum", 1, 4],
];

const functionSpellings: Record<string, string> = {
  sgn: "sign",
  sigmoid: "sigma",
  logistic: "sigma",
  ReLU: "relu",
  Relu: "relu",
  tr: "transpose",
  step: "heaviside",
  Sigma: "sum",
};

/** The functions of the grammar, under every name by which they are read. */
export const builtInFunctions: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...functionArities.map(([name, least, most]): [string, Meaning] => [
    name,
    { kind: "function", name: name === "ln" ? "log" : name, arity: [least, most] },
  ]),
  ...Object.entries(functionSpellings).map(([spelling, name]): [string, Meaning] => [
    spelling,
    { kind: "function", name, arity: [1, 1] },
  ]),
]);

export const builtInConstants: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["pi", { kind: "constant", name: "pi" }],
  ["e", { kind: "constant", name: "e" }],
]);

/**
 * Finds what a word means. The problem's own names come before functions and constants; `x_1`, `x1` and, where no
 * other name reads alike, `xout` for `x_out` are one name.
 */
export function findName(names: Names, word: string): Meaning | null {
  return (
    names.meanings.get(word) ??
    names.meanings.get(looseKey(word)) ??
    builtInFunctions.get(word) ??
    builtInConstants.get(word) ??
    null
  );
}

/** Under this key the loose spellings of a name are found; it cannot be typed. */
export function looseKey(word: string): string {
  return `~${word.replaceAll("_", "").replace(/(var)?epsilon/, "eps")}`;
}

/** A table from names to meanings that also holds every unambiguous loose spelling. */
export function nameTable(entries: Iterable<readonly [string, Meaning]>): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>(entries);
  const loose = new Map<string, Meaning | null>();
  for (const [word, meaning] of table) {
    const key = looseKey(word);
    const there = loose.get(key);
    const same = there !== undefined && there !== null && there.kind === meaning.kind && there.name === meaning.name;
    loose.set(key, there === undefined || same ? meaning : null);
  }
  for (const [key, meaning] of loose) if (meaning !== null) table.set(key, meaning);
  return table;
}

/** Every word that could have been meant, for suggestions. */
export function knownWords(names: Names): string[] {
  return [...names.meanings.keys(), ...builtInFunctions.keys(), ...builtInConstants.keys()].filter(
    (word) => !word.startsWith("~"),
  );
}
