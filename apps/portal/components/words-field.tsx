"use client";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Written } from "./written.tsx";

/** A field for words in Markdown with TeX, and how they will look. */
export function WordsField({
  course,
  label,
  value,
  onChange,
  rows = 5,
}: {
  course: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Textarea
        label={label}
        description="Markdown; mathematics between dollar signs, as in $x^2$"
        autosize
        minRows={rows}
        maxRows={30}
        maxLength={10_000}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <Group mt="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={shown}
          disabled={value.trim() === ""}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide the preview" : "Preview"}
        </Button>
      </Group>
      {shown && value.trim() !== "" && <Preview course={course} text={value} />}
    </div>
  );
}

function Preview({ course, text }: { course: string; text: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.announcements.preview.queryOptions({ course, text }, { placeholderData: (before) => before }),
  );
  if (error) return <Text>{error.message}</Text>;
  return data ? <Written html={data.html} /> : null;
}
