"use client";
import type { MarkContent } from "@gradmark/contract";
import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { StateBadge } from "#components/state-badge.tsx";
import type { DeskPart } from "../view.ts";
import { Clash } from "./clash.tsx";
import classes from "./desk.module.css";
import { RubricItemLine } from "./rubric-item.tsx";
import type { Draft } from "./use-drafts.ts";

type OnChange = (values: Partial<MarkContent>) => void;

/** A part's rubric with the mark that is being made. Items 1 to 9 are also toggled by their keys. */
export function RubricPanel({
  part,
  draft,
  onChange,
  onToggle,
  onDone,
  onSettle,
}: {
  part: DeskPart;
  draft: Draft;
  onChange: OnChange;
  onToggle: (item: string) => void;
  onDone: () => void;
  onSettle: (mine: boolean) => void;
}) {
  const { applied } = draft.content;
  const setPoints = (id: string, points: number | null) =>
    onChange({ applied: applied.map((one) => (one.item === id ? { ...one, points } : one)) });
  return (
    <Stack gap="sm">
      {part.purpose !== "grade" && <Text fz="sm">{purposes[part.purpose]}</Text>}
      {draft.status === "stale" && <Clash mine={draft} part={part} onSettle={onSettle} />}
      <fieldset className={classes.items} disabled={!part.mayGrade}>
        <legend className="visually-hidden">{`Rubric of ${part.title}`}</legend>
        {part.items.map((item, k) => (
          <RubricItemLine
            key={item.id}
            item={item}
            number={k + 1}
            applied={applied.find((one) => one.item === item.id)}
            onToggle={() => onToggle(item.id)}
            onPoints={(points) => setPoints(item.id, points)}
          />
        ))}
        <OwnWords content={draft.content} onChange={onChange} />
      </fieldset>
      <Finish part={part} draft={draft} onDone={onDone} />
    </Stack>
  );
}

const purposes = {
  second: "A second opinion: you see nobody else's mark or comments of this part.",
  calibration: "A sample to calibrate: everybody grades it alone, and it does not count.",
};

function OwnWords({ content, onChange }: { content: MarkContent; onChange: OnChange }) {
  return (
    <>
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
    </>
  );
}

function Finish({ part, draft, onDone }: { part: DeskPart; draft: Draft; onDone: () => void }) {
  const { status, isDone } = draft;
  return (
    <Group justify="space-between" className={classes.finish}>
      <div>
        <Text fw={700} className="tabular">{`${points(part, draft)} of ${part.cap}`}</Text>
        <SaveState draft={draft} />
      </div>
      {part.mayGrade && (
        <Button onClick={onDone} loading={status === "saving"} variant={isDone ? "default" : "filled"}>
          {isDone ? "Done" : "Mark as done (d)"}
        </Button>
      )}
    </Group>
  );
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
