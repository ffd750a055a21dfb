import { Box, Button, Text } from "@mantine/core";
import Link from "next/link";
import { Notice } from "#components/notice.tsx";
import type { BoardLine } from "../view.ts";

/** The reader's question first: where are we? */
export function OwnPlace(props: { own: BoardLine | null; hasTeam: boolean; course: string; revealed: boolean }) {
  const { own, hasTeam, course, revealed } = props;
  if (own) return <Place own={own} revealed={revealed} />;
  const next = hasTeam
    ? { text: "Your team has no scored entry yet.", href: `/c/${course}/submit`, label: "Upload predictions" }
    : { text: "You are in no team yet.", href: `/c/${course}/team`, label: "Create or join a team" };
  return (
    <Text mt="md">
      {next.text}{" "}
      <Button component={Link} href={next.href} size="compact-sm" variant="light">
        {next.label}
      </Button>
    </Text>
  );
}

function Place({ own, revealed }: { own: BoardLine; revealed: boolean }) {
  const place = own.private ? own.private.place : own.place;
  const beats = own.beatsBenchmark;
  return (
    <Box mt="md">
      <Notice state={beats === false ? (revealed ? "bad" : "waiting") : "good"}>
        <strong>{own.name}</strong>
        {`: place ${place ?? "–"}${own.tied ? " (shared)" : ""}`}
        {own.moved !== null &&
          own.moved !== 0 &&
          `, ${own.moved > 0 ? "up" : "down"} ${Math.abs(own.moved)} since midnight`}
        {beats === true && "; beats the benchmark."}
        {beats === false && `; does not beat the benchmark${revealed ? "." : " yet."}`}
        {beats === null && "."}
      </Notice>
    </Box>
  );
}
