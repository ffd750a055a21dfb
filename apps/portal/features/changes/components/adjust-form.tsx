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
export function AdjustForm({
  course,
  teams,
  parts,
}: {
  course: string;
  teams: Team[];
  parts: { id: string; title: string }[];
}) {
  const [teamId, setTeam] = useState(teams[0]?.id ?? "");
  const [part, setPart] = useState("");
  const [kind, setKind] = useState<"add" | "set">("add");
  const [amount, setAmount] = useState<number | null>(null);
  const [why, setWhy] = useState("");
  const [revoked, setRevoked] = useState<string[]>([]);
  const held = teams.flatMap(({ name, adjustments }) => adjustments.map((one) => ({ ...one, team: name })));
  const add =
    amount !== null && teamId !== "" && why.trim() !== ""
      ? [{ teamId, userId: null, part: part === "" ? null : part, kind, amount: Math.round(amount * 100), why }]
      : [];
  const isChanged = add.length > 0 || revoked.length > 0;
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Adjustments
      </Title>
      <Stack gap="sm">
        <Group align="flex-end">
          <NativeSelect
            label="Team"
            value={teamId}
            onChange={(event) => setTeam(event.currentTarget.value)}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NativeSelect
            label="Of"
            value={part}
            onChange={(event) => setPart(event.currentTarget.value)}
            data={[{ value: "", label: "the total" }, ...parts.map(({ id, title }) => ({ value: id, label: title }))]}
          />
          <NativeSelect
            label="How"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value === "set" ? "set" : "add")}
            data={[
              { value: "add", label: "add points" },
              { value: "set", label: "set the points" },
            ]}
          />
          <NumberInput
            label="Points"
            w={120}
            decimalScale={2}
            value={amount ?? ""}
            onChange={(value) => setAmount(value === "" ? null : Number(value))}
          />
        </Group>
        <TextInput
          label="Reason (the team reads it)"
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {held.length > 0 && <Text fw={600}>Take back</Text>}
        {held.map(({ id, team, kind: how, amount: by, why: reason }) => (
          <Checkbox
            key={id}
            label={`${team}: ${how === "set" ? "set to" : "moved by"} ${by / 100}. ${reason}`}
            checked={revoked.includes(id)}
            onChange={(event) =>
              setRevoked(event.currentTarget.checked ? [...revoked, id] : revoked.filter((one) => one !== id))
            }
          />
        ))}
        <ProposeBar
          course={course}
          change={
            isChanged
              ? {
                  ...(add.length > 0 && { addAdjustments: add }),
                  ...(revoked.length > 0 && { revokeAdjustments: revoked }),
                }
              : null
          }
        />
      </Stack>
    </Panel>
  );
}
