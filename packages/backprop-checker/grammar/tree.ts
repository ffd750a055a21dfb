/** Characters of the text as typed: from `start` up to, not including, `end`. */
export type Span = { start: number; end: number };

export type Operator = "+" | "-" | "*" | "/" | "^" | ".*" | "./" | ".^";
export type Comparator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** The index of a sum; without limits it runs over its whole range. */
export type SumIndex = Span & { name: string; from: Expression | null; to: Expression | null };

/**
 * What was read, before its names get shapes. Names are canonical: an upstream gradient is one name, `dE/dx_out`.
 * `choice.no` is null where a set of cases has no "otherwise": there the value is undefined.
 */
export type Expression = Span &
  (
    | { kind: "number"; text: string }
    | { kind: "name"; name: string }
    | { kind: "entry"; of: Expression; at: Expression[] }
    | { kind: "negation"; of: Expression }
    | { kind: "operation"; op: Operator; left: Expression; right: Expression }
    | { kind: "comparison"; op: Comparator; left: Expression; right: Expression }
    | { kind: "logic"; op: "and" | "or"; left: Expression; right: Expression }
    | { kind: "not"; of: Expression }
    | { kind: "bracket"; test: Expression }
    | { kind: "choice"; test: Expression; yes: Expression; no: Expression | null }
    | { kind: "call"; name: string; primes: number; of: Expression[] }
    | { kind: "sum"; over: SumIndex; where: Expression | null; body: Expression }
    | { kind: "transpose"; of: Expression }
  );

/** The parts of a node, in the order in which they are written. */
export function partsOf(tree: Expression): Expression[] {
  switch (tree.kind) {
    case "number":
    case "name":
      return [];
    case "entry":
      return [tree.of, ...tree.at];
    case "negation":
    case "not":
    case "transpose":
      return [tree.of];
    case "operation":
    case "comparison":
    case "logic":
      return [tree.left, tree.right];
    case "bracket":
      return [tree.test];
    case "choice":
      return tree.no === null ? [tree.test, tree.yes] : [tree.test, tree.yes, tree.no];
    case "call":
      return tree.of;
    case "sum":
      return [...[tree.over.from, tree.over.to, tree.where].filter((part) => part !== null), tree.body];
  }
}

/** Conditions are true or false; everything else is a number. */
export function isCondition(tree: Expression): boolean {
  return tree.kind === "comparison" || tree.kind === "logic" || tree.kind === "not";
}

/** The same node over changed parts; the parts are visited in the order of `partsOf`. */
export function mapParts(tree: Expression, change: (part: Expression) => Expression): Expression {
  switch (tree.kind) {
    case "number":
    case "name":
      return tree;
    case "entry":
      return { ...tree, of: change(tree.of), at: tree.at.map(change) };
    case "negation":
    case "not":
    case "transpose":
      return { ...tree, of: change(tree.of) };
    case "operation":
    case "comparison":
    case "logic":
      return { ...tree, left: change(tree.left), right: change(tree.right) };
    case "bracket":
      return { ...tree, test: change(tree.test) };
    case "choice":
      return { ...tree, test: change(tree.test), yes: change(tree.yes), no: tree.no === null ? null : change(tree.no) };
    case "call":
      return { ...tree, of: tree.of.map(change) };
    case "sum": {
      const from = tree.over.from === null ? null : change(tree.over.from);
      const to = tree.over.to === null ? null : change(tree.over.to);
      const where = tree.where === null ? null : change(tree.where);
      return { ...tree, over: { ...tree.over, from, to }, where, body: change(tree.body) };
    }
  }
}
