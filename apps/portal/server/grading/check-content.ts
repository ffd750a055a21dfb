import type { GradingRules, MarkContent } from "@gradmark/contract";
import { rubricOf } from "@gradmark/course";
import { TRPCError } from "@trpc/server";

/** What cannot be saved as a mark, with a sentence; null when all is well. */
export function checkContent(
  rules: GradingRules,
  partId: string,
  { applied, adjustment, adjustmentWhy }: MarkContent,
  done: boolean,
): { ok: false; refusal: "exclusive" | "unexplained" | "unknown-item"; message: string } | null {
  const part = rules.parts.find(({ id }) => id === partId);
  const rubric = part && rubricOf(part);
  if (!rubric) throw new TRPCError({ code: "NOT_FOUND", message: `No person grades the part “${partId}”.` });
  const items = applied.map(({ item }) => rubric.items.find(({ id }) => id === item));
  if (items.includes(undefined) || new Set(applied.map(({ item }) => item)).size !== applied.length)
    return {
      ok: false,
      refusal: "unknown-item",
      message: "The rubric has changed since this page was opened. Reload it; what you wrote is kept until then.",
    };
  const groups = items.flatMap((item) => item?.group ?? []);
  const twice = groups.find((group, k) => groups.indexOf(group) !== k);
  if (twice !== undefined)
    return {
      ok: false,
      refusal: "exclusive",
      message: `Of the group “${twice}” only one item can apply, and two do. Take one of them off.`,
    };
  if (done && adjustment !== 0 && adjustmentWhy.trim() === "")
    return {
      ok: false,
      refusal: "unexplained",
      message: "You gave points beside the rubric. Say why in a few words: the team reads it.",
    };
  return null;
}
