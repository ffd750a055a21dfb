import type { GradientDiagnosisCode } from "@gradmark/contract";
import { type Expression, mapParts, partsOf } from "../grammar/tree.ts";

/** A change of the answer by which one known mistake would be mended. */
export type Repair = { code: GradientDiagnosisCode; message: string; tree: Expression };

const mostRepairs = 40;

/** Answers that differ from this one by one mended mistake. */
export function repairsOf(
  tree: Expression,
  indices: readonly string[],
  matrices: boolean,
  upstream: readonly string[],
): Repair[] {
  const repairs: Repair[] = [];
  for (const [n, one] of indices.entries()) {
    for (const other of indices.slice(n + 1)) {
      const message = `The indices ${one} and ${other} are exchanged.`;
      repairs.push({ code: "swapped-index", message, tree: exchanged(tree, one, other) });
    }
  }
  if (matrices)
    repairs.push(...each(tree, reversedEntry, "swapped-index", "The two indices of a matrix are exchanged."));
  repairs.push(...each(tree, turnedComparison, "swapped-indicators", "A condition is the wrong way round."));
  repairs.push({
    code: "swapped-indicators",
    message: "The conditions are the wrong way round.",
    tree: allTurned(tree),
  });
  if (matrices) repairs.push(...each(tree, turnedTranspose, "transposed", "A transpose is missing, or one too many."));
  repairs.push(...each(tree, turnedSign, "sign", "One term has the wrong sign."));
  const merged = "One letter stands for two indices: sum over both, each with a letter of its own.";
  repairs.push(...each(tree, splitSum, "no-sum", merged));
  if (matrices) repairs.push(...upstream.flatMap((name) => multiplied(tree, name)));
  return repairs.slice(0, mostRepairs);
}

/** Answers in which one name is replaced by another of the same kind, wherever it stands but in conditions. */
export function renamingsOf(tree: Expression, ranks: ReadonlyMap<string, number>): Repair[] {
  const used = [...namesIn(tree)].filter((name) => ranks.has(name));
  const renamings = used.flatMap((from) =>
    [...ranks].flatMap(([to, rank]) => {
      if (to === from || rank !== ranks.get(from)) return [];
      const message = `${from} stands where another name belongs.`;
      return [{ code: "wrong-name" as const, message, tree: renamed(tree, from, to) }];
    }),
  );
  return renamings.slice(0, mostRepairs);
}

function namesIn(tree: Expression): Set<string> {
  if (tree.kind === "name") return new Set([tree.name]);
  return new Set(partsOf(tree).flatMap((part) => [...namesIn(part)]));
}

function renamed(tree: Expression, from: string, to: string): Expression {
  if (tree.kind === "name") return tree.name === from ? { ...tree, name: to } : tree;
  if (tree.kind === "comparison") return tree;
  return mapParts(tree, (part) => renamed(part, from, to));
}

/** The tree with one change, once for each place where the change applies. */
function each(
  tree: Expression,
  change: (place: Expression) => Expression | null,
  code: GradientDiagnosisCode,
  message: string,
): Repair[] {
  return variants(tree, change).map((changed) => ({ code, message, tree: changed }));
}

function variants(tree: Expression, change: (place: Expression) => Expression | null): Expression[] {
  const here = change(tree);
  const found = here === null ? [] : [here];
  let count = 0;
  mapParts(tree, (part) => {
    const position = count;
    count += 1;
    for (const variant of variants(part, change)) {
      let n = 0;
      found.push(
        mapParts(tree, (other) => {
          n += 1;
          return n - 1 === position ? variant : other;
        }),
      );
    }
    return part;
  });
  return found;
}

function exchanged(tree: Expression, one: string, other: string): Expression {
  const swap = (name: string) => (name === one ? other : name === other ? one : name);
  if (tree.kind === "name") return { ...tree, name: swap(tree.name) };
  const parts = mapParts(tree, (part) => exchanged(part, one, other));
  return parts.kind === "sum" ? { ...parts, over: { ...parts.over, name: swap(parts.over.name) } } : parts;
}

function reversedEntry(place: Expression): Expression | null {
  return place.kind === "entry" && place.at.length === 2 ? { ...place, at: [...place.at].reverse() } : null;
}

function turnedComparison(place: Expression): Expression | null {
  if (place.kind !== "comparison" || place.op === "==" || place.op === "!=") return null;
  return { ...place, left: place.right, right: place.left };
}

function allTurned(tree: Expression): Expression {
  const inner = mapParts(tree, allTurned);
  return turnedComparison(inner) ?? inner;
}

function turnedTranspose(place: Expression): Expression | null {
  if (place.kind === "transpose") return place.of;
  return place.kind === "name" ? { kind: "transpose", of: place, start: place.start, end: place.end } : null;
}

function turnedSign(place: Expression): Expression | null {
  if (place.kind === "negation") return place.of;
  if (place.kind !== "operation" || (place.op !== "+" && place.op !== "-")) return null;
  return { ...place, op: place.op === "+" ? "-" : "+" };
}

/** The sum over an index and one more, which stands at the second place of every entry that holds the first twice. */
function splitSum(place: Expression): Expression | null {
  if (place.kind !== "sum" || place.where !== null) return null;
  const { name } = place.over;
  const second = `${name}_second`;
  const body = secondRenamed(place.body, name, second);
  if (body === null) return null;
  const { start, end } = place;
  return { ...place, body: { kind: "sum", over: { ...place.over, name: second }, where: null, body, start, end } };
}

function secondRenamed(tree: Expression, from: string, to: string): Expression | null {
  let found = false;
  const walk = (part: Expression): Expression => {
    if (part.kind === "sum" && part.over.name === from) return part;
    const [one, other] = part.kind === "entry" ? part.at : [];
    if (part.kind !== "entry" || one === undefined || other === undefined) return mapParts(part, walk);
    if (!namesIn(one).has(from) || !namesIn(other).has(from)) return part;
    found = true;
    return { ...part, at: [one, renamed(other, from, to)] };
  };
  const walked = walk(tree);
  return found ? walked : null;
}

/** The matrix product with an upstream gradient that is not there, from either side. */
function multiplied(tree: Expression, name: string): Repair[] {
  if (namesIn(tree).has(name)) return [];
  const { start, end } = tree;
  const gradient: Expression = { kind: "name", name, start, end };
  const message = `The error that arrives from above, ${name}, is missing: multiply by it.`;
  return [[tree, gradient] as const, [gradient, tree] as const].map(([left, right]) => ({
    code: "missing-upstream",
    message,
    tree: { kind: "operation", op: "*", left, right, start, end },
  }));
}
