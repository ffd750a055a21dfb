"use client";
import { Button, Group, Text } from "@mantine/core";
import { Notice } from "#components/notice.tsx";
import type { DeskPart } from "../view.ts";
import classes from "./desk.module.css";
import type { Draft } from "./use-drafts.ts";

/** Two people changed one mark: both versions side by side, until one of them is chosen. */
export function Clash({ part, mine, onSettle }: { part: DeskPart; mine: Draft; onSettle: (mine: boolean) => void }) {
  const { stored } = mine;
  return (
    <Notice state="bad" title={mine.message ?? "Somebody else saved this meanwhile."}>
      <div className={classes.clash}>
        <Version title="Yours, not saved" part={part} content={mine.content} />
        {stored && <Version title={`${stored.by}'s, saved`} part={part} content={stored} />}
      </div>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={() => onSettle(true)}>
          Keep mine
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onSettle(false)}>
          {stored ? `Take ${stored.by}'s` : "Take what is stored"}
        </Button>
      </Group>
    </Notice>
  );
}

function Version({ title, part, content }: { title: string; part: DeskPart; content: Draft["content"] }) {
  const items = content.applied.map(({ item, points }) => {
    const found = part.items.find(({ id }) => id === item);
    return `${found?.title ?? item}: ${points ?? found?.points ?? 0}`;
  });
  return (
    <div>
      <Text fw={600} fz="sm">
        {title}
      </Text>
      <ul className={classes.plain}>
        {items.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {content.adjustment !== 0 && <li>{`Own adjustment: ${content.adjustment / 100}`}</li>}
        {content.comment && <li>{`For the team: ${content.comment}`}</li>}
        {content.note && <li>{`Note: ${content.note}`}</li>}
      </ul>
    </div>
  );
}
