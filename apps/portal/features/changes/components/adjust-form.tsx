"use client";
import type { GradeAdjustment } from "@gradmark/contract";
import { Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { Panel } from "#components/panel.tsx";
import { ProposeBar } from "./propose-bar.tsx";

interface Team {
  id: string;
  name: string;
  adjustments: GradeAdjustment[];
}

/** Points of one team moved or set by a person, and adjustments that hold taken back; always with a reason. */
export function AdjustForm({ course, teams, parts }: { course: string; teams: Team[]; parts: Part[] }) {
  const [line, setLine] = useState<Line>({ teamId: teams[0]?.id ?? "", part: "", kind: "add", amount: null, why: "" });
  const [revoked, setRevoked] = useState<string[]>([]);
  const add = newAdjustments(line);
  const change = {
    ...(add.length > 0 && { addAdjustments: add }),
    ...(revoked.length > 0 && { revokeAdjustments: revoked }),
  };
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Adjustments
      </Title>
      <Stack gap="sm">
        <LineFields teams={teams} parts={parts} line={line} onChange={(values) => setLine({ ...line, ...values })} />
        <Held teams={teams} revoked={revoked} onRevoked={setRevoked} />
        <ProposeBar course={course} change={Object.keys(change).length > 0 ? change : null} />
      </Stack>
    </Panel>
  );
}

interface Part {
  id: string;
  title: string;
}

/** What is being typed. */
interface Line {
  teamId: string;
  part: string;
  kind: "add" | "set";
  amount: number | null;
  why: string;
}

function newAdjustments({ teamId, part, kind, amount, why }: Line) {
  if (amount === null || teamId === "" || why.trim() === "") return [];
  return [{ teamId, userId: null, part: part === "" ? null : part, kind, amount: Math.round(amount * 100), why }];
}

function LineFields({
  teams,
  parts,
  line,
  onChange,
}: {
  teams: Team[];
  parts: Part[];
  line: Line;
  onChange: (values: Partial<Line>) => void;
}) {
  return (
    <>
      <Group align="flex-end">
        <NativeSelect
          label="Team"
          value={line.teamId}
          onChange={(event) => onChange({ teamId: event.currentTarget.value })}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NativeSelect
          label="Of"
          value={line.part}
          onChange={(event) => onChange({ part: event.currentTarget.value })}
          data={[{ value: "", label: "the total" }, ...parts.map(({ id, title }) => ({ value: id, label: title }))]}
        />
        <NativeSelect
          label="How"
          value={line.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value === "set" ? "set" : "add" })}
          data={[
            { value: "add", label: "add points" },
            { value: "set", label: "set the points" },
          ]}
        />
        <NumberInput
          label="Points"
          w={120}
          decimalScale={2}
          value={line.amount ?? ""}
          onChange={(value) => onChange({ amount: value === "" ? null : Number(value) })}
        />
      </Group>
      <TextInput
        label="Reason (the team reads it)"
        value={line.why}
        onChange={(event) => onChange({ why: event.currentTarget.value })}
      />
    </>
  );
}

function Held({ teams, revoked, onRevoked }: { teams: Team[]; revoked: string[]; onRevoked: (ids: string[]) => void }) {
  const held = teams.flatMap(({ name, adjustments }) => adjustments.map((one) => ({ ...one, team: name })));
  if (held.length === 0) return null;
  return (
    <>
      <Text fw={600}>Take back</Text>
      {held.map(({ id, team, kind, amount, why }) => (
        <Checkbox
          key={id}
          label={`${team}: ${kind === "set" ? "set to" : "moved by"} ${amount / 100}. ${why}`}
          checked={revoked.includes(id)}
          onChange={(event) =>
            onRevoked(event.currentTarget.checked ? [...revoked, id] : revoked.filter((one) => one !== id))
          }
        />
      ))}
    </>
  );
}
