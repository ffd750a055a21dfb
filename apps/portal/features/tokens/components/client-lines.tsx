"use client";
import { Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
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
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label="Client"
            value={way.id}
            onChange={(event) => setId(event.currentTarget.value)}
            data={ways.map(({ id: value, title: label }) => ({ value, label }))}
          />
          <NativeSelect
            label="Terminal"
            value={shell}
            onChange={(event) => setShell(event.currentTarget.value === "powershell" ? "powershell" : "posix")}
            data={[
              { value: "posix", label: "Linux, macOS" },
              { value: "powershell", label: "Windows (PowerShell)" },
            ]}
          />
        </Group>
        <Text c="dimmed">{way.why}</Text>
        <Lines label="Set up" copy="Copy the set-up" lines={way.lines} />
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
        <Lines label="Then" copy="Copy the commands" lines={exampleCommands(course)} />
      </Stack>
    </Panel>
  );
}

function Lines({ label, copy, lines }: { label: string; copy: string; lines: readonly string[] }) {
  return (
    <div>
      <Text fw={600} mb={4}>
        {label}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.lines} tabIndex={0} aria-label={`${label}: lines for the terminal`}>
        <pre>{lines.join("\n")}</pre>
      </section>
      <Copy value={`${lines.join("\n")}\n`} label={copy} />
    </div>
  );
}
