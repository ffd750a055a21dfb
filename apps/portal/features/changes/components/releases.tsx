"use client";
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";

interface Release {
  part: string;
  regradeUntil: Date | null;
}

const dayMs = 86_400_000;

/** Which parts' marks and comments the teams see, and until when they may ask for another look. */
export function Releases({
  course,
  parts,
  releases,
  zone,
}: {
  course: string;
  parts: { id: string; title: string }[];
  releases: Release[];
  zone: string;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries();
  const release = useMutation(trpc.changes.release.mutationOptions({ onSuccess }));
  const withdraw = useMutation(trpc.changes.withdraw.mutationOptions({ onSuccess }));
  const [days, setDays] = useState("7");
  const failed = release.error ?? withdraw.error;
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        What the teams see
      </Title>
      <Stack gap="sm">
        <TextInput
          label="Days to ask for another look, from the release on"
          inputMode="numeric"
          w={320}
          maw="100%"
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {parts.map((part) => (
          <Part
            key={part.id}
            part={part}
            release={releases.find((one) => one.part === part.id)}
            zone={zone}
            onHide={() => withdraw.mutate({ course, part: part.id })}
            onShow={() => release.mutate({ course, part: part.id, regradeUntil: inDays(Number(days) || 0) })}
          />
        ))}
        {failed && <Notice state="fault">{failed.message}</Notice>}
      </Stack>
    </Panel>
  );
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}

function Part({
  part: { title },
  release,
  zone,
  onHide,
  onShow,
}: {
  part: { title: string };
  release: Release | undefined;
  zone: string;
  onHide: () => void;
  onShow: () => void;
}) {
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>{title}</Text>
        <StateBadge state={release ? "good" : "waiting"}>{release ? "Shown" : "Hidden"}</StateBadge>
        {release?.regradeUntil && (
          <Text fz="sm" c="dimmed">
            {"Regrade requests until "}
            <When at={release.regradeUntil} zone={zone} />
          </Text>
        )}
      </div>
      <Button variant={release ? "default" : "light"} size="compact-md" onClick={release ? onHide : onShow}>
        {`${release ? "Hide" : "Show"} ${title}`}
      </Button>
    </Group>
  );
}
