"use client";
import type { MarkContent, RubricItem } from "@gradmark/contract";
import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { StateBadge } from "#components/state-badge.tsx";
import type { DeskPart } from "../view.ts";
import { Clash } from "./clash.tsx";
import classes from "./desk.module.css";
import type { Draft } from "./use-drafts.ts";

/** A part's rubric with the mark that is being made. Items 1 to 9 are also toggled by their keys. */
export function RubricPanel({
  part,
  draft,
  onChange,
  onDone,
  onSettle,
}: {
  part: DeskPart;
  draft: Draft;
  onChange: (values: Partial<MarkContent>) => void;
  onDone: () => void;
  onSettle: (mine: boolean) => void;
}) {
  const { content, isDone } = draft;
  return (
    <Stack gap="sm">
      {part.purpose !== "grade" && (
        <Text fz="sm">
          {part.purpose === "second"
            ? "A second opinion: you see nobody else's mark or comments of this part."
            : "A sample to calibrate: everybody grades it alone, and it does not count."}
        </Text>
      )}
      {draft.status === "stale" && <Clash mine={draft} part={part} onSettle={onSettle} />}
      <fieldset className={classes.items} disabled={!part.mayGrade}>
        <legend className="visually-hidden">{`Rubric of ${part.title}`}</legend>
        {part.items.map((item, k) => (
          <Item
            key={item.id}
            item={item}
            number={k + 1}
            applied={content.applied.find((one) => one.item === item.id)}
            onToggle={() => onChange({ applied: toggle(part.items, content.applied, item.id) })}
            onPoints={(points) =>
              onChange({
                applied: content.applied.map((one) => (one.item === item.id ? { ...one, points } : one)),
              })
            }
          />
        ))}
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <NumberInput
            label="Own adjustment"
            w={130}
            decimalScale={2}
            step={0.5}
            value={content.adjustment / 100}
            onChange={(value) => onChange({ adjustment: Math.round(Number(value) * 100) || 0 })}
          />
          <TextInput
            label="Why"
            flex={1}
            value={content.adjustmentWhy}
            onChange={(event) => onChange({ adjustmentWhy: event.currentTarget.value })}
          />
        </Group>
        <Textarea
          label="For the team"
          autosize
          minRows={2}
          maxRows={8}
          value={content.comment}
          onChange={(event) => onChange({ comment: event.currentTarget.value })}
        />
        <Textarea
          label="Note for the staff (never shown to the team)"
          autosize
          minRows={1}
          maxRows={6}
          value={content.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </fieldset>
      <Group justify="space-between" className={classes.finish}>
        <div>
          <Text fw={700} className="tabular">{`${points(part, draft)} of ${part.cap}`}</Text>
          <SaveState draft={draft} />
        </div>
        {part.mayGrade && (
          <Button onClick={onDone} loading={draft.status === "saving"} variant={isDone ? "default" : "filled"}>
            {isDone ? "Done" : "Mark as done"}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Item({
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

function SaveState({ draft: { status, message, isDone } }: { draft: Draft }) {
  if (status === "failed") return <StateBadge state="bad">{message ?? "Not saved"}</StateBadge>;
  if (status === "stale") return <StateBadge state="bad">Not saved</StateBadge>;
  const words = { saved: isDone ? "Done and saved" : "Saved", changed: "Not saved yet", saving: "Saving" } as const;
  return (
    <Text fz="sm" c="dimmed" role="status">
      {words[status]}
    </Text>
  );
}

/** What the server made of it; until it has, the plain sum. */
function points(part: DeskPart, { content, points: saved, status }: Draft): string {
  if (status === "saved" && saved !== null) return (saved / 100).toFixed(2);
  const sum = content.applied.reduce(
    (all, { item, points: own }) => all + (own ?? part.items.find(({ id }) => id === item)?.points ?? 0),
    content.adjustment / 100,
  );
  return Math.max(0, Math.min(part.cap, sum)).toFixed(2);
}
