import { type Expression, partsOf } from "./tree.ts";
import { atCharacter, Unreadable } from "./unreadable.ts";

/** A step at most this long, added and taken back, is a numeric derivative. */
const longestStep = 1e-3;

/**
 * Refuses a difference quotient: a difference of two things of which one is shifted by a tiny number, divided by a
 * tiny number. Its value may be right to ten digits, but nothing has been derived.
 */
export function refuseDifferenceQuotient(tree: Expression): void {
  const { factors, scale } = factorsOf(tree);
  if (scale >= 0.5 / longestStep && factors.some(isShiftedDifference)) {
    const what = "this is a difference quotient. Derive the expression instead of approximating it.";
    throw new Unreadable("difference-quotient", atCharacter(tree, what), tree);
  }
  for (const part of partsOf(tree)) refuseDifferenceQuotient(part);
}

/** A product as its factors that are no numbers, and the size of what remains. */
function factorsOf(tree: Expression): { factors: Expression[]; scale: number } {
  const constant = constantOf(tree);
  if (constant !== null) return { factors: [], scale: Math.abs(constant) };
  if (tree.kind === "negation") return factorsOf(tree.of);
  if (tree.kind !== "operation" || !["*", "/", ".*", "./"].includes(tree.op)) return { factors: [tree], scale: 1 };
  const left = factorsOf(tree.left);
  const right = factorsOf(tree.right);
  if (tree.op === "/" || tree.op === "./") return { factors: left.factors, scale: left.scale / right.scale };
  return { factors: [...left.factors, ...right.factors], scale: left.scale * right.scale };
}

function isShiftedDifference(tree: Expression): boolean {
  if (tree.kind !== "operation" || (tree.op !== "-" && tree.op !== "+")) return false;
  const holds = (part: Expression) => isShift(part) || partsOf(part).some(holds);
  return holds(tree.left) || holds(tree.right);
}

function isShift(tree: Expression): boolean {
  if (tree.kind !== "operation" || (tree.op !== "+" && tree.op !== "-")) return false;
  const [left, right] = [constantOf(tree.left), constantOf(tree.right)];
  const step = Math.abs((left === null ? right : right === null ? left : null) ?? 0);
  return step > 0 && step <= longestStep;
}

/** The value of a tree of numbers; null if it holds anything else. */
function constantOf(tree: Expression): number | null {
  if (tree.kind === "number") return Number(tree.text);
  if (tree.kind === "negation") {
    const of = constantOf(tree.of);
    return of === null ? null : -of;
  }
  if (tree.kind !== "operation") return null;
  const [left, right] = [constantOf(tree.left), constantOf(tree.right)];
  if (left === null || right === null) return null;
  switch (tree.op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "/":
    case "./":
      return left / right;
    case "^":
    case ".^":
      return left ** right;
    default:
      return left * right;
  }
}
