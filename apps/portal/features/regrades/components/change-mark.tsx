"use client";
import type { MarkContent } from "@gradmark/contract";
import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";

interface Change {
  content: MarkContent;
  seen: number;
}

/** The mark as it is, to be changed together with the answer. */
export function ChangeMark({
  course,
  handIn,
  part: id,
  isReady,
  onChange,
}: {
  course: string;
  handIn: string;
  part: string;
  isReady: boolean;
  onChange: (change: Change) => void;
}) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.grading.open.queryOptions({ course, handIn }, { gcTime: 0 }));
  const part = data?.parts.find((one) => one.id === id);
  const [edited, setEdited] = useState<MarkContent | null>(null);
  if (!part?.mark) return <Text c="dimmed">The mark is being fetched.</Text>;
  const { version, applied, adjustment, adjustmentWhy, comment, note } = part.mark;
  const content = edited ?? { applied, adjustment, adjustmentWhy, comment, note };
  const toggle = (item: string) => {
    const has = content.applied.some((one) => one.item === item);
    const others = content.applied.filter((one) => one.item !== item);
    setEdited({ ...content, applied: has ? others : [...others, { item, points: null }] });
  };
  return (
    <Stack gap="xs">
      {part.items.map((item) => (
        <Checkbox
          key={item.id}
          label={`${item.title} (${item.points})`}
          checked={content.applied.some((one) => one.item === item.id)}
          onChange={() => toggle(item.id)}
        />
      ))}
      <Group gap="sm" align="flex-end">
        <NumberInput
          label="Own adjustment"
          w={130}
          decimalScale={2}
          value={content.adjustment / 100}
          onChange={(value) => setEdited({ ...content, adjustment: Math.round(Number(value) * 100) || 0 })}
        />
        <TextInput
          label="Why"
          flex={1}
          value={content.adjustmentWhy}
          onChange={(event) => setEdited({ ...content, adjustmentWhy: event.currentTarget.value })}
        />
      </Group>
      <Button disabled={!isReady} onClick={() => onChange({ content, seen: version })}>
        Answer with these points
      </Button>
    </Stack>
  );
}
