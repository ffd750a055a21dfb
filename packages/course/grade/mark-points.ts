import type { AppliedItem, GradeLine, Mark, RubricItem } from "@gradmark/contract";
import type { Rubric } from "./grading-rules.ts";
import { add, fromHundredths, type Hundredths, toHundredths } from "./hundredths.ts";

/** What a mark brings: within the part, and as extra credit on top of it. `lines` add up to both together. */
export interface MarkPoints {
  points: Hundredths;
  extra: Hundredths;
  lines: GradeLine[];
}

type Content = Pick<Mark, "id" | "applied" | "adjustment" | "adjustmentWhy">;

/**
 * The points of a mark under a rubric: the items that apply and the grader's own adjustment, never below nothing and
 * never above the cap; then extra credit. What a later rubric no longer has counts nothing, and other points that a
 * grader gave for an item stay within the item's present points. Of an exclusive group the item counts that brings
 * most. So a rubric can be edited under marks that were made before.
 */
export function markPoints({ items, cap }: Rubric, mark: Content): MarkPoints {
  const counted = countedItems(items, mark.applied);
  const ordinary = counted.filter(({ item }) => item.extra !== true);
  const extra = sum(counted.filter(({ item }) => item.extra === true).map(({ amount }) => amount));
  const before = add(sum(ordinary.map(({ amount }) => amount)), mark.adjustment as Hundredths);
  const points = Math.min(toHundredths(cap), Math.max(0, before)) as Hundredths;
  const lines = counted.map(({ item, amount, why }) =>
    line(item.title, amount, why, [{ kind: "rubric-item", id: item.id }]),
  );
  if (mark.adjustment !== 0)
    lines.push(
      line("The grader's own adjustment", mark.adjustment, mark.adjustmentWhy, [{ kind: "mark", id: mark.id }]),
    );
  if (points !== before)
    lines.push(
      before > points
        ? line("Cap", points - before, `The rubric can bring at most ${cap} points.`)
        : line("No less than nothing", points - before, "The points of a part do not go below 0."),
    );
  return { points, extra, lines };
}

interface Counted {
  item: RubricItem;
  amount: Hundredths;
  why: string;
}

/** In the rubric's order. */
function countedItems(items: readonly RubricItem[], applied: readonly AppliedItem[]): Counted[] {
  const found = items.flatMap((item) => {
    const one = applied.find((each) => each.item === item.id);
    return one ? [countItem(item, one)] : [];
  });
  return found.filter(
    ({ item, amount }, k) =>
      item.group === undefined ||
      found.every(
        (other, j) => other.item.group !== item.group || other.amount < amount || (other.amount === amount && j >= k),
      ),
  );
}

function countItem(item: RubricItem, { points }: AppliedItem): Counted {
  const whole = toHundredths(item.points);
  if (points === null) return { item, amount: whole, why: item.description ?? "" };
  const given = Math.min(Math.max(0, whole), Math.max(Math.min(0, whole), toHundredths(points))) as Hundredths;
  return { item, amount: given, why: `${fromHundredths(given)} of ${item.points} points.` };
}

function sum(amounts: readonly Hundredths[]): Hundredths {
  return amounts.reduce(add, toHundredths(0));
}

function line(label: string, amount: number, why: string, evidence: GradeLine["evidence"] = []): GradeLine {
  return { label, amount, why, evidence, lines: [] };
}
