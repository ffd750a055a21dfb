import { Text, Title } from "@mantine/core";
import { Panel } from "#components/panel.tsx";

interface Moved {
  mean: number;
  byChance: number;
  range: [number, number];
  draws: number;
}

/** How much of the movement between the two boards the number of rows makes by itself. */
export function ShakeUp({ moved, teams }: { moved: Moved; teams: number }) {
  const { mean, byChance, range, draws } = moved;
  const [low, high] = range.map((value) => value.toFixed(1));
  const verdict =
    mean <= range[1]
      ? "So few rows explain all of it."
      : "That is more than so few rows explain: some teams had fitted the public rows.";
  return (
    <Panel mt="lg">
      <Title order={2} size="h4">
        Shake-up
      </Title>
      <Text mt="xs">
        {`From the public to the private board a team moved ${mean.toFixed(1)} places on average. Were every team equally good on both parts, it would have been ${byChance.toFixed(1)} (${low} to ${high} in 90 % of the draws). ${verdict}`}
      </Text>
      <details>
        <summary>How this is computed</summary>
        <Text fz="sm" mt="xs" maw="70ch">
          {`By a parametric bootstrap of ${draws} draws over ${teams} teams. Places: each private score is drawn anew around the one that was seen, as widely as its 95 % interval says, and the places are counted. By chance: each team gets one score, the mean of both parts, and two scores are drawn around it. Teams are drawn independently, although all are scored on the same rows; mistakes that teams share make the true intervals narrower. P. Hall, H. Miller, “Using the bootstrap to quantify the authority of an empirical ranking”, Annals of Statistics 37 (2009), 3929–3959.`}
        </Text>
      </details>
    </Panel>
  );
}
