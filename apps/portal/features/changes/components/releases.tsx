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
        {parts.map(({ id, title }) => {
          const found = releases.find((one) => one.part === id);
          return (
            <Group key={id} justify="space-between">
              <div>
                <Text fw={600}>{title}</Text>
                <StateBadge state={found ? "good" : "waiting"}>{found ? "Shown" : "Hidden"}</StateBadge>
                {found?.regradeUntil && (
                  <Text fz="sm" c="dimmed">
                    {"Regrade requests until "}
                    <When at={found.regradeUntil} zone={zone} />
                  </Text>
                )}
              </div>
              {found ? (
                <Button variant="default" size="compact-md" onClick={() => withdraw.mutate({ course, part: id })}>
                  {`Hide ${title}`}
                </Button>
              ) : (
                <Button
                  size="compact-md"
                  variant="light"
                  onClick={() =>
                    release.mutate({
                      course,
                      part: id,
                      regradeUntil: new Date(Date.now() + (Number(days) || 0) * dayMs),
                    })
                  }
                >
                  {`Show ${title}`}
                </Button>
              )}
            </Group>
          );
        })}
        {failed && <Notice state="fault">{failed.message}</Notice>}
      </Stack>
    </Panel>
  );
}
