import type { MarkContent, RubricItem } from "@gradmark/contract";

/** Applies an item or takes it off; of an exclusive group the new one takes the place of the old one. */
export function toggle(
  items: readonly RubricItem[],
  applied: MarkContent["applied"],
  id: string,
): MarkContent["applied"] {
  if (applied.some(({ item }) => item === id)) return applied.filter(({ item }) => item !== id);
  const group = items.find((item) => item.id === id)?.group;
  const rivals = new Set(items.filter((item) => group !== undefined && item.group === group).map((item) => item.id));
  return [...applied.filter(({ item }) => !rivals.has(item)), { item: id, points: null }];
}
