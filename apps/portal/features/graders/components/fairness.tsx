"use client";
import { Table, Text, Title } from "@mantine/core";
import { Panel } from "#components/panel.tsx";
import type { PartFairness } from "../view.ts";
import classes from "./graders.module.css";

/** Of one part: each grader's mean and spread, the items that they apply, and how well second opinions agree. */
export function Fairness({ part, names }: { part: PartFairness; names: Map<string, string> }) {
  const { title, agreement, graders, calibration } = part;
  const nameOf = (id: string) => names.get(id) ?? "somebody";
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <Text mb="sm" className="tabular">
        {agreement.pairs === 0
          ? "No hand-in has been graded twice yet, so nothing can be said about agreement."
          : `${agreement.pairs} graded twice: mean difference ${shown(agreement.meanDifference)} points, ICC(1,1) ${shown(agreement.icc)}, Cohen's kappa of the items ${shown(agreement.kappa)}.`}
      </Text>
      {graders.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for the screen must be scrollable by the keyboard
        <section className={classes.scroll} aria-label="How each grades" tabIndex={0}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Grader</Table.Th>
                <Table.Th>Graded</Table.Th>
                <Table.Th>Mean</Table.Th>
                <Table.Th>Deviation</Table.Th>
                {graders[0]?.items.map(({ id, title: item }) => (
                  <Table.Th key={id}>{item}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {graders.map(({ graderId, count, mean, deviation, items }) => (
                <Table.Tr key={graderId}>
                  <Table.Td>{nameOf(graderId)}</Table.Td>
                  <Table.Td>{count}</Table.Td>
                  <Table.Td>{shown(mean)}</Table.Td>
                  <Table.Td>{shown(deviation)}</Table.Td>
                  {items.map(({ id, share }) => (
                    <Table.Td key={id}>{`${(100 * share).toFixed(0)} %`}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {calibration.map(({ handInId, points }, k) => (
        <Text key={handInId} mt="sm" className="tabular">
          {`Sample ${k + 1}: ${points.map(({ graderId, points: given }) => `${nameOf(graderId)} ${given.toFixed(2)}`).join(", ")}.`}
        </Text>
      ))}
    </Panel>
  );
}

function shown(value: number | null): string {
  return value === null ? "not known yet" : value.toFixed(2);
}
