"use client";
import type { GradingRules, RubricItem } from "@gradmark/contract";
import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { Panel } from "#components/panel.tsx";
import classes from "./changes.module.css";
import { ProposeBar } from "./propose-bar.tsx";

/** The rubric and the other rules, edited as a whole and shown as a change before anything moves. */
export function RulesForm({ course, rules }: { course: string; rules: GradingRules }) {
  const [edited, setEdited] = useState(rules);
  const changed = JSON.stringify(edited) !== JSON.stringify(rules);
  const setItems = (id: string, items: RubricItem[]) =>
    setEdited({
      ...edited,
      parts: edited.parts.map((part) =>
        part.id === id && (part.grading.rule === "rubric" || part.grading.rule === "reproduces-entry")
          ? { ...part, grading: { ...part.grading, items } }
          : part,
      ),
    });
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Rules
      </Title>
      <Stack gap="md">
        {edited.parts.map((part) =>
          part.grading.rule === "rubric" || part.grading.rule === "reproduces-entry" ? (
            <Items
              key={part.id}
              title={part.title}
              items={part.grading.items ?? []}
              onChange={(items) => setItems(part.id, items)}
            />
          ) : null,
        )}
        <Late rules={edited} onChange={setEdited} />
        <Group align="flex-end">
          <NumberInput
            label="Rows that a rerun may differ in"
            w={240}
            min={0}
            allowDecimal={false}
            value={edited.tolerance.rows}
            onChange={(value) => setEdited({ ...edited, tolerance: { ...edited.tolerance, rows: Number(value) || 0 } })}
          />
          <TextInput
            label="Benchmark instead of the model's score"
            placeholder="the model's score"
            w={280}
            value={edited.benchmarkScore === null ? "" : String(edited.benchmarkScore)}
            onChange={(event) => setEdited({ ...edited, benchmarkScore: scoreOf(event.currentTarget.value) })}
          />
        </Group>
        <ProposeBar course={course} change={changed ? { rules: edited } : null} />
      </Stack>
    </Panel>
  );
}

function scoreOf(text: string): number | null {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? null : value;
}

function Items({
  title,
  items,
  onChange,
}: {
  title: string;
  items: RubricItem[];
  onChange: (items: RubricItem[]) => void;
}) {
  const put = (id: string, values: Partial<RubricItem>) =>
    onChange(items.map((item) => (item.id === id ? { ...item, ...values } : item)));
  const add = () => {
    const taken = new Set(items.map(({ id }) => id));
    let n = items.length + 1;
    while (taken.has(`item-${n}`)) n++;
    onChange([...items, { id: `item-${n}`, title: "New item", points: 1 }]);
  };
  return (
    <div>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      <div className={classes.items}>
        {items.map((item) => (
          <div key={item.id} className={classes.item}>
            <TextInput
              aria-label={`Title of ${item.title}`}
              value={item.title}
              onChange={(event) => put(item.id, { title: event.currentTarget.value })}
            />
            <NumberInput
              aria-label={`Points of ${item.title}`}
              decimalScale={2}
              step={0.5}
              value={item.points}
              onChange={(value) => put(item.id, { points: Number(value) || 0 })}
            />
            <Checkbox
              label="Extra credit"
              checked={item.extra === true}
              onChange={(event) => put(item.id, { extra: event.currentTarget.checked })}
            />
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Remove ${item.title}`}
              disabled={items.length === 1}
              onClick={() => onChange(items.filter(({ id }) => id !== item.id))}
            >
              Remove
            </Button>
          </div>
        ))}
      </div>
      <Button size="compact-sm" variant="default" mt="xs" onClick={add}>
        {`Add an item to ${title}`}
      </Button>
    </div>
  );
}

function Late({ rules, onChange }: { rules: GradingRules; onChange: (rules: GradingRules) => void }) {
  const late = rules.late ?? { graceMinutes: 0, percentPerDay: 0, maxPercent: 0 };
  const put = (values: Partial<typeof late>) => onChange({ ...rules, late: { ...late, ...values } });
  return (
    <Group align="flex-end">
      <NumberInput
        label="Grace, minutes"
        w={150}
        min={0}
        value={late.graceMinutes}
        onChange={(value) => put({ graceMinutes: Number(value) || 0 })}
      />
      <NumberInput
        label="Percent a day late"
        w={170}
        min={0}
        max={100}
        value={late.percentPerDay}
        onChange={(value) => put({ percentPerDay: Number(value) || 0 })}
      />
      <NumberInput
        label="At most, percent"
        w={150}
        min={0}
        max={100}
        value={late.maxPercent}
        onChange={(value) => put({ maxPercent: Number(value) || 0 })}
      />
    </Group>
  );
}
