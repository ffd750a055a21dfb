"use client";
import { Group, Text, Title } from "@mantine/core";
import { countOf } from "#components/format.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";

/** Whether the team takes part in the competition, since when, or what is missing. */
export function Admission({ since, missing, zone }: { since: Date | null; missing: number; zone: string }) {
  return (
    <>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h4">
          Members
        </Title>
        {since ? (
          <StateBadge state="good">Admitted to the competition</StateBadge>
        ) : (
          <StateBadge state="waiting">{`${countOf(missing, "member")} missing`}</StateBadge>
        )}
      </Group>
      <Text fz="sm" c="dimmed" mb="sm">
        {since ? (
          <>
            Complete since <When at={since} zone={zone} />: the team takes part, and each member was told.
          </>
        ) : (
          "As soon as the team is complete it is admitted to the competition, and each member is told."
        )}
      </Text>
    </>
  );
}
