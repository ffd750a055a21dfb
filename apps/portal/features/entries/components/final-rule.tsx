import { Text } from "@mantine/core";
import { formatCount } from "#components/format.ts";

/** By which entry the team is judged, said plainly. */
export function FinalRule({ final, closed }: { final: { chosen: boolean; allowed: number }; closed: boolean }) {
  const many =
    final.allowed === 1
      ? "the entry that you choose as final"
      : `the ${formatCount(final.allowed)} entries that you choose as final (the better one counts)`;
  const now = final.chosen
    ? "You have chosen."
    : closed
      ? "You chose none, so the entry with your best public score counts."
      : "You have chosen none yet: so far the entry with your best public score counts.";
  return (
    <Text maw="60ch">
      Your team is judged by {many}. {now}
    </Text>
  );
}
