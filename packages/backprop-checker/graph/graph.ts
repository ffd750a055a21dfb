import { isBoolean, type Node, type Op, ops, orderOps, signOps, unnamed } from "./node.ts";

/** Writing an expression out has taken more than it may. */
export class GraphFull extends Error {
  constructor(what: string) {
    super(`too many ${what}`);
    this.name = "GraphFull";
  }
}

const opNumbers: ReadonlyMap<Op, number> = new Map(ops.map((op, number) => [op, number]));
const none: readonly Node[] = [];

/**
 * Makes nodes, each only once: equal computations are one node (hash consing, Ershov 1958). A fork adds to its own
 * tables only, so that an answer leaves no trace in the graph of its problem.
 */
export class Graph {
  readonly #parent: Graph | null;
  readonly #byArguments = new Map<number, Node>();
  readonly #byText = new Map<string, Node>();
  readonly #limit: number;
  #size: number;

  constructor(limit: number, parent: Graph | null = null) {
    this.#parent = parent;
    this.#size = parent === null ? 0 : parent.#size;
    this.#limit = this.#size + limit;
  }

  fork(limit: number): Graph {
    return new Graph(limit, this);
  }

  /** Ids below this were made so far. */
  get size(): number {
    return this.#size;
  }

  constant(text: string, value = Number(text)): Node {
    return this.#textual(`#${text}`, () => this.#make("constant", none, { discrete: true, value, text }));
  }

  integer(value: number): Node {
    return this.constant(String(value), value);
  }

  truth(value: boolean): Node {
    const op = value ? "true" : "false";
    return this.#textual(op, () => this.#make(op, none, { discrete: true, gated: true, value: value ? 1 : 0 }));
  }

  undefinedValue(): Node {
    return this.#textual("undefined", () => this.#make("undefined", none, {}));
  }

  input(text: string, place: number, discrete: boolean): Node {
    return this.#textual(`input ${place}`, () => this.#make("input", none, { discrete, text, place }));
  }

  /** Never shared: two lines with equal right sides stay two places. */
  named(text: string, of: Node): Node {
    return this.#make("named", [of], { discrete: of.discrete, gated: of.gated, text });
  }

  apply(op: Op, ...args: Node[]): Node {
    return this.#folded(op, args) ?? this.#shared(op, args);
  }

  #folded(op: Op, args: Node[]): Node | null {
    const [a, b, c] = args;
    if (a === undefined) return null;
    if (op === "select" && b !== undefined && c !== undefined) {
      if (a.op === "true") return b;
      if (a.op === "false") return c;
      return b === c ? b : null;
    }
    if (op === "not") return a.op === "true" || a.op === "false" ? this.truth(a.op === "false") : null;
    if (b === undefined) return op === "negate" && isInteger(a) ? this.integer(0 - a.value) : null;
    return this.#foldedPair(op, a, b);
  }

  #foldedPair(op: Op, a: Node, b: Node): Node | null {
    if (op === "and" || op === "or") {
      const decisive = op === "or" ? "true" : "false";
      if (a.op === decisive || b.op === decisive) return this.truth(op === "or");
      if (isBoolean(a) && (a.op === "true" || a.op === "false")) return b;
      return b.op === "true" || b.op === "false" ? a : null;
    }
    if (op === "multiply") {
      if (a.op === "false" || b.op === "false") return this.truth(false);
      if (a.op === "true") return b;
      if (b.op === "true") return a;
    }
    if (unnamed(a) === unnamed(b) && (op === "less" || op === "lessEqual")) return this.truth(op === "lessEqual");
    if (op === "add" && a.op === "false") return b;
    if (op === "add" && b.op === "false") return a;
    if (!isInteger(a) || !isInteger(b)) return null;
    if (op === "less") return this.truth(a.value < b.value);
    if (op === "lessEqual") return this.truth(a.value <= b.value);
    if (op === "equal") return this.truth(a.value === b.value);
    const value = integerResult(op, a.value, b.value);
    return value !== null && Number.isSafeInteger(value) ? this.integer(value) : null;
  }

  #shared(op: Op, args: Node[]): Node {
    const [a, b, c] = args;
    if (a === undefined) throw new Error(`${op} needs an argument`);
    if (c !== undefined) {
      const key = `${op} ${args.map((arg) => arg.id).join(" ")}`;
      return this.#textual(key, () => this.#computed(op, args));
    }
    const key = ((opNumbers.get(op) ?? 0) * 2097152 + a.id) * 2097152 + (b === undefined ? 0 : b.id + 1);
    const known = this.#find(key);
    if (known !== undefined) return known;
    const node = this.#computed(op, args);
    this.#byArguments.set(key, node);
    return node;
  }

  #computed(op: Op, args: readonly Node[]): Node {
    const gated = (op === "multiply" && args.some((arg) => arg.gated)) || (op === "negate" && args[0]?.gated === true);
    return this.#make(op, args, { discrete: args.every((arg) => arg.discrete), gated });
  }

  #find(key: number): Node | undefined {
    return this.#byArguments.get(key) ?? (this.#parent === null ? undefined : this.#parent.#find(key));
  }

  #findText(key: string): Node | undefined {
    return this.#byText.get(key) ?? (this.#parent === null ? undefined : this.#parent.#findText(key));
  }

  #textual(key: string, make: () => Node): Node {
    const known = this.#findText(key);
    if (known !== undefined) return known;
    const node = make();
    this.#byText.set(key, node);
    return node;
  }

  #make(op: Op, args: readonly Node[], rest: Partial<Node>): Node {
    if (this.#size >= this.#limit) throw new GraphFull("operations");
    const node: Node = {
      id: this.#size,
      op,
      args,
      discrete: rest.discrete ?? false,
      gated: (rest.gated ?? false) || op === "less" || op === "lessEqual" || op === "equal" || isLogic(op),
      branching: orderOps.has(op) || signOps.has(op) || args.some((arg) => arg.branching),
      value: rest.value ?? 0,
      text: rest.text ?? "",
      place: rest.place ?? -1,
    };
    this.#size += 1;
    return node;
  }
}

function isLogic(op: Op): boolean {
  return op === "and" || op === "or" || op === "not" || op === "true" || op === "false";
}

function isInteger(node: Node): boolean {
  return (node.op === "constant" || node.op === "true" || node.op === "false") && Number.isInteger(node.value);
}

function integerResult(op: Op, a: number, b: number): number | null {
  switch (op) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "multiply":
      return a * b;
    case "divide":
      return b !== 0 && Number.isInteger(a / b) ? a / b : null;
    default:
      return null;
  }
}
