/** A predictions file, one row for each id in the order given; ids and labels are plain words of ours. */
export function formatPredictions(
  header: readonly [string, string],
  ids: readonly string[],
  labels: readonly string[],
): string {
  if (ids.length !== labels.length) throw new Error(`${ids.length} ids and ${labels.length} labels`);
  return `${header.join(",")}\n${ids.map((id, row) => `${id},${labels[row]}\n`).join("")}`;
}
