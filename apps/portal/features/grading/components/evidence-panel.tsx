"use client";
import { Stack, Table, Text, Title } from "@mantine/core";
import { formatScore } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import { type Shown, StateBadge } from "#components/state-badge.tsx";
import type { DeskRerun } from "../view.ts";
import classes from "./desk.module.css";

interface Scored {
  score: number;
  rows: number;
}

interface Board {
  position: number | null;
  teams: number | null;
  publicScore: Scored | null;
  privateScore: Scored | null;
  benchmark: Scored | null;
}

interface GradientLine {
  problem: string;
  slot: string;
  graded: boolean;
  verdict: string | null;
  answer: string | null;
  tries: number;
}

/** What the machine found: the rerun with its audits, the look at the script, the gradients, the board. */
export function EvidencePanel({
  rerun,
  gradients,
  board,
}: {
  rerun: DeskRerun;
  gradients: GradientLine[];
  board: Board;
}) {
  return (
    <Stack gap="md">
      <Rerun rerun={rerun} />
      <Quality quality={rerun.quality} />
      <BoardPlace board={board} />
      <Gradients lines={gradients} />
    </Stack>
  );
}

function BoardPlace({ board: { position, teams, publicScore, privateScore, benchmark } }: { board: Board }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Board
      </Title>
      <Text className="tabular">
        {position === null
          ? "No place is shown: the team has no scored entry, or the course is graded blindly."
          : `Place ${position + 1} of ${teams}.`}
        {publicScore && ` Public ${formatScore(publicScore)}.`}
        {privateScore && ` Private ${formatScore(privateScore)}.`}
        {benchmark && ` Benchmark, private: ${formatScore(benchmark)}.`}
      </Text>
    </Panel>
  );
}

function Gradients({ lines }: { lines: GradientLine[] }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Gradients
      </Title>
      <div className={classes.scroll}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Slot</Table.Th>
              <Table.Th>Verdict</Table.Th>
              <Table.Th>Answer</Table.Th>
              <Table.Th>Tries</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ problem, slot, graded, verdict, answer, tries }) => (
              <Table.Tr key={`${problem}/${slot}`}>
                <Table.Td>{`${problem}/${slot}${graded ? "" : " (practice)"}`}</Table.Td>
                <Table.Td>
                  <StateBadge state={verdictStates[verdict ?? ""] ?? "waiting"}>{verdict ?? "no answer"}</StateBadge>
                </Table.Td>
                <Table.Td>
                  <code>{answer}</code>
                </Table.Td>
                <Table.Td>{tries}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}

const verdictStates: Record<string, Shown> = {
  correct: "good",
  incorrect: "bad",
  invalid: "bad",
  undecided: "waiting",
};
const outcomeStates: Record<string, Shown> = {
  reproduced: "good",
  "within-tolerance": "good",
  differs: "bad",
  rejected: "bad",
  faulted: "fault",
  produced: "waiting",
};
const findingStates: Record<string, Shown> = { none: "good", note: "waiting", suspicious: "bad", "not-run": "waiting" };

function Rerun({ rerun: { outcome, reasons, rows, scores, wallMs, audit, logs } }: { rerun: DeskRerun }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Rerun
      </Title>
      <StateBadge state={outcomeStates[outcome ?? ""] ?? "waiting"}>{outcome ?? "not run yet"}</StateBadge>
      {reasons.map((reason) => (
        <Text key={reason} mt="xs">
          {reason}
        </Text>
      ))}
      <Text fz="sm" c="dimmed" mt="xs" className="tabular">
        {rows && `${rows.differing} of ${rows.all} rows differ. `}
        {scores?.rerun != null &&
          `Score of the rerun ${scores.rerun.toFixed(4)}, of the final entry ${scores.expected?.toFixed(4) ?? "unknown"}. `}
        {wallMs !== null && `${(wallMs / 1000).toFixed(1)} s.`}
      </Text>
      {audit.length > 0 && (
        <>
          <Title order={3} size="h6" mt="md" mb={4}>
            Audits: evidence, not a verdict
          </Title>
          <ul className={classes.plain}>
            {audit.map(({ name, finding, why }) => (
              <li key={name}>
                <StateBadge state={findingStates[finding] ?? "waiting"}>{`${name}: ${finding}`}</StateBadge>{" "}
                <Text span fz="sm">
                  {why}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
      <Log title="Printed" text={logs.stdout} />
      <Log title="Errors" text={logs.stderr} />
    </Panel>
  );
}

/** A stranger's output: shown as text. */
function Log({ title, text }: { title: string; text: string }) {
  if (text === "") return null;
  return (
    <details>
      <summary>{title}</summary>
      <pre className={classes.log}>{text}</pre>
    </details>
  );
}

function Quality({ quality }: { quality: DeskRerun["quality"] }) {
  if (quality === null) return null;
  const { codeLines, commentLines, commentShare, functions, deepestNesting, notes } = quality;
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Look at the script: advice, no points
      </Title>
      <Text fz="sm" className="tabular">
        {`${codeLines} lines of code, ${commentLines} with comments (${(100 * commentShare).toFixed(0)} %), ${functions} functions, at most ${deepestNesting} levels deep.`}
      </Text>
      <ul className={classes.plain}>
        {notes.map(({ code, line, message }) => (
          <li key={`${code}-${line}`}>{`Line ${line}: ${message}`}</li>
        ))}
      </ul>
    </Panel>
  );
}
