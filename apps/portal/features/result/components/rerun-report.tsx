"use client";
import { Stack, Text, Title } from "@mantine/core";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { RerunView } from "../view.ts";
import { Differences } from "./differences.tsx";
import { outcomeWords } from "./outcome-words.ts";
import classes from "./result.module.css";
import { RunNumbers } from "./run-numbers.tsx";

/** The verdict of a rerun: its sentence first, then the evidence. */
export function RerunReport({
  course,
  rerun,
  zone,
  comparedWithFinal,
}: {
  course: string;
  rerun: RerunView;
  zone: string;
  comparedWithFinal: boolean;
}) {
  const { state, word } = outcomeWords[rerun.outcome];
  return (
    <>
      <Notice state={state} title={word}>
        {rerun.reasons.map(({ code, message }) => (
          <Text key={code + message}>{message}</Text>
        ))}
        {rerun.outcome === "produced" && !comparedWithFinal && (
          <Text>Your team had no final entry when it handed in, so there is nothing to compare with.</Text>
        )}
      </Notice>
      {rerun.comparison && <Differences course={course} comparison={rerun.comparison} zone={zone} />}
      <Panel>
        <Title order={2} size="h4" mb="sm">
          The run
        </Title>
        <RunNumbers rerun={rerun} />
        <Stack gap="md" mt="lg">
          <Log title="What your script printed" text={rerun.logs.stdout} />
          <Log title="Errors that it printed" text={rerun.logs.stderr} />
        </Stack>
      </Panel>
    </>
  );
}

/** Text of a stranger's program: shown as text, never as anything else. */
function Log({ title, text }: { title: string; text: string }) {
  if (text === "")
    return (
      <Text size="sm" c="dimmed">
        {`${title}: nothing.`}
      </Text>
    );
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {title}
      </Text>
      {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section aria-label={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre className={classes.log} tabIndex={0}>
          {text}
        </pre>
      </section>
    </div>
  );
}
