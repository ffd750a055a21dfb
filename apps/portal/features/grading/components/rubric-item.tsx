"use client";
import type { RubricItem } from "@gradmark/contract";
import { NumberInput } from "@mantine/core";
import classes from "./desk.module.css";

/** An item of the rubric: applied by its box or its number, with other points where it applies in part. */
export function RubricItemLine({
  item,
  number,
  applied,
  onToggle,
  onPoints,
}: {
  item: RubricItem;
  number: number;
  applied: { points: number | null } | undefined;
  onToggle: () => void;
  onPoints: (points: number | null) => void;
}) {
  return (
    <div className={classes.item} data-applied={applied !== undefined || undefined}>
      <label className={classes.itemLabel}>
        <input type="checkbox" checked={applied !== undefined} onChange={onToggle} />
        <kbd className={classes.key}>{number <= 9 ? number : ""}</kbd>
        <span>
          <span className={classes.itemTitle}>{item.title}</span>
          {item.description && <span className={classes.itemText}>{item.description}</span>}
          {item.group && <span className={classes.itemText}>{`One of the group “${item.group}”.`}</span>}
          {item.extra && <span className={classes.itemText}>Extra credit.</span>}
        </span>
      </label>
      {applied ? (
        <NumberInput
          aria-label={`Points for ${item.title}`}
          size="xs"
          w={84}
          decimalScale={2}
          step={0.5}
          min={Math.min(0, item.points)}
          max={Math.max(0, item.points)}
          value={applied.points ?? item.points}
          onChange={(value) => onPoints(Number(value) === item.points || value === "" ? null : Number(value))}
        />
      ) : (
        <span className={classes.itemPoints}>{item.points > 0 ? `+${item.points}` : item.points}</span>
      )}
    </div>
  );
}
