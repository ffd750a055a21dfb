"use client";
import type { GradeLine } from "@gradmark/contract";
import { Title } from "@mantine/core";
import { Panel } from "#components/panel.tsx";
import classes from "./grade-lines.module.css";

/** A total that opens into its arithmetic, down to the rows that it rests on. */
export function GradeLines({ line }: { line: GradeLine }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Grade so far
      </Title>
      <Lines line={line} open />
    </Panel>
  );
}

function Lines({ line, open = false }: { line: GradeLine; open?: boolean }) {
  const { label, amount, why, lines, evidence } = line;
  const head = (
    <>
      <span>{label}</span>
      <span className={classes.amount}>{(amount / 100).toFixed(2)}</span>
    </>
  );
  const rest = (
    <>
      {why && <p className={classes.why}>{why}</p>}
      {evidence.length > 0 && (
        <p className={classes.why}>{`Rests on ${evidence.map(({ kind, id }) => `${kind} ${id}`).join(", ")}.`}</p>
      )}
      {lines.map((one, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one sum stay in their order
        <Lines key={k} line={one} />
      ))}
    </>
  );
  return (
    <details className={classes.line} open={open}>
      <summary className={classes.head}>{head}</summary>
      {rest}
    </details>
  );
}
