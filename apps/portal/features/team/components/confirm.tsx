"use client";
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";

/** A button that says what it would do before it does it, on the spot. */
export function Confirm({
  label,
  about,
  question,
  loading,
  onConfirm,
}: {
  label: string;
  /** Whom or what it concerns, for those who hear the page. */
  about: string;
  question: string;
  loading: boolean;
  onConfirm: () => void;
}) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button
        variant="default"
        size="compact-md"
        loading={loading}
        onClick={() => setAsked(true)}
        aria-label={`${label} ${about}`}
      >
        {label}
      </Button>
    );
  return (
    <Group gap="xs" role="group" aria-label={`${label} ${about}`}>
      <Text fz="sm">{question}</Text>
      <Button
        color="red"
        size="compact-md"
        loading={loading}
        onClick={() => {
          setAsked(false);
          onConfirm();
        }}
      >
        {label}
      </Button>
      <Button variant="default" size="compact-md" onClick={() => setAsked(false)}>
        Keep
      </Button>
    </Group>
  );
}
