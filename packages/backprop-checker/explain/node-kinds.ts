import { type Node, reachable } from "../graph/node.ts";

/**
 * A number for each node, equal for nodes that were written by the same place of a forward line for different
 * indices: same operation, same kinds of arguments, names without their indices.
 */
export function kindsOf(roots: readonly Node[]): ReadonlyMap<Node, number> {
  const kinds = new Map<Node, number>();
  const numbers = new Map<string, number>();
  for (const node of reachable(roots)) {
    const name = node.op === "named" || node.op === "input" ? node.text.replace(/\[.*/, "") : node.text;
    const key = `${node.op} ${name} ${node.op === "named" ? "" : node.args.map((arg) => kinds.get(arg)).join(" ")}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    kinds.set(node, number);
  }
  return kinds;
}
