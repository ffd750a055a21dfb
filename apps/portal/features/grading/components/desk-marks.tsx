"use client";
import { SegmentedControl, Stack, Text } from "@mantine/core";
import { CommentsPanel } from "./comments-panel.tsx";
import classes from "./desk.module.css";
import { RubricPanel } from "./rubric-panel.tsx";
import type { DeskState } from "./use-desk.ts";

/** The rubric of the chosen part, and what is said of it. */
export function DeskMarks({ desk }: { desk: DeskState }) {
  const { data, drafts, part, draft } = desk;
  return (
    <aside className={classes.marks} aria-label="Rubric and comments">
      {data.parts.length > 1 && (
        <SegmentedControl
          fullWidth
          aria-label="Part"
          mb="sm"
          value={part?.id ?? ""}
          onChange={desk.choosePart}
          data={data.parts.map(({ id, title }) => ({
            value: id,
            label: `${title}${drafts.drafts.get(id)?.isDone ? " ✓" : ""}`,
          }))}
        />
      )}
      {part && draft ? (
        <Stack gap="lg">
          <RubricPanel
            part={part}
            draft={draft}
            onChange={(values) => drafts.change(part.id, values)}
            onToggle={desk.toggleItem}
            onDone={() => void desk.finish()}
            onSettle={(mine) => drafts.settle(part.id, mine)}
          />
          <CommentsPanel desk={desk} part={part} />
        </Stack>
      ) : (
        <Text>No part of this hand-in is yours to grade.</Text>
      )}
    </aside>
  );
}
