"use client";
import { Group, NativeSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Panel } from "#components/panel.tsx";
import { clientWays, exampleCommands, type Shell, tokenPlaceholder } from "../view.ts";
import classes from "./client-lines.module.css";
import { Copy } from "./copy.tsx";

interface Props {
  url: string;
  email: string;
  courses: readonly { slug: string }[];
  secret: string | null;
}

/** What to paste into a terminal, with the token while it is at hand. */
export function ClientLines({ url, email, courses, secret }: Props) {
  const [shell, setShell] = useState<Shell>("posix");
  const [id, setId] = useState("newest");
  const [course, setCourse] = useState(courses[0]?.slug ?? "COURSE");
  const ways = clientWays({ url, email, token: secret ?? tokenPlaceholder, shell });
  const way = ways.find((one) => one.id === id) ?? ways[0];
  if (!way) return null;
  return (
    <Panel>
      <Stack>
        <Title order={2} size="h4">
          The kaggle command
        </Title>
        <Group gap="sm">
          <SegmentedControl
            aria-label="Client"
            className={classes.choice ?? ""}
            value={way.id}
            onChange={setId}
            data={ways.map(({ id: value, title: label }) => ({ value, label }))}
          />
          <SegmentedControl
            aria-label="Terminal"
            className={classes.choice ?? ""}
            value={shell}
            onChange={(value) => setShell(value === "powershell" ? "powershell" : "posix")}
            data={[
              { value: "posix", label: "Linux, macOS" },
              { value: "powershell", label: "Windows" },
            ]}
          />
        </Group>
        <Text c="dimmed">{way.why}</Text>
        <Lines label="Set up" lines={way.lines} />
        {secret === null && (
          <Text fz="sm">
            Put your token in place of <code>{tokenPlaceholder}</code>. A token is shown only when it is made.
          </Text>
        )}
        {courses.length > 1 && (
          <NativeSelect
            label="Course"
            value={course}
            onChange={(event) => setCourse(event.currentTarget.value)}
            data={courses.map(({ slug }) => slug)}
          />
        )}
        <Lines label="Then" lines={exampleCommands(course)} />
      </Stack>
    </Panel>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div>
      <Text fw={600} mb={4}>
        {label}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.lines} tabIndex={0} aria-label={`${label}: lines for the terminal`}>
        <pre>{lines.join("\n")}</pre>
      </section>
      <Copy value={`${lines.join("\n")}\n`} label="Copy the lines" />
    </div>
  );
}
