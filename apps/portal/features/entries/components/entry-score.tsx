import type { Scored } from "@gradmark/contract";
import { Text } from "@mantine/core";
import { countOf, formatScore } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import classes from "./entry-score.module.css";

/** A score with the interval that so few rows justify, as numbers and drawn. */
export function EntryScore({ title, scored }: { title: string; scored: Scored }) {
  const [low, high] = scored.interval ?? [scored.score, scored.score];
  return (
    <Panel>
      <Text c="dimmed">{title}</Text>
      <Text className={classes.score}>{formatScore(scored)}</Text>
      {scored.interval && (
        <>
          <div className={classes.axis} aria-hidden="true">
            <span className={classes.interval} style={{ left: `${low * 100}%`, right: `${(1 - high) * 100}%` }} />
            <span className={classes.point} style={{ left: `${scored.score * 100}%` }} />
          </div>
          <Text fz="sm" className="tabular">
            95 % interval {formatScore({ ...scored, score: low })} to {formatScore({ ...scored, score: high })}
          </Text>
        </>
      )}
      <Text fz="sm" c="dimmed">
        on {countOf(scored.rows, "row")}
      </Text>
    </Panel>
  );
}
