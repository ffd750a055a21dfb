"use client";
import { Anchor, Text, Title } from "@mantine/core";
import Link from "next/link";
import { countOf, formatCount } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import type { ComparisonView } from "../view.ts";
import classes from "./result.module.css";

/** Which rows of the rerun differ from the final entry. */
export function Differences({
  course,
  comparison,
  zone,
}: {
  course: string;
  comparison: ComparisonView;
  zone: string;
}) {
  const { rows, rowsDiffering, missingIds, extraIds, firstDifferences, closestEarlierEntry: closest } = comparison;
  if (rowsDiffering + missingIds + extraIds === 0) return null;
  return (
    <Panel>
      <Title order={2} size="h4" mb="xs">
        Compared with your final entry
      </Title>
      <Text>
        {`${formatCount(rowsDiffering)} of ${countOf(rows, "row")} differ`}
        {missingIds > 0 && `, ${countOf(missingIds, "id")} missing`}
        {extraIds > 0 && `, ${countOf(extraIds, "id")} too many`}.
      </Text>
      {closest && (
        <Text>
          {"Your entry of "}
          <Anchor component={Link} underline="always" href={`/c/${course}/entries/${closest.entryId}`}>
            <When at={closest.uploadedAt} zone={zone} />
          </Anchor>
          {` differs in ${formatCount(closest.rowsDiffering)}. Did you choose the wrong one?`}
        </Text>
      )}
      {firstDifferences.length > 0 && <DifferenceTable differences={firstDifferences} all={rowsDiffering} />}
    </Panel>
  );
}

function DifferenceTable({ differences, all }: { differences: ComparisonView["firstDifferences"]; all: number }) {
  return (
    <table className={classes.table} style={{ marginTop: "0.75rem", maxWidth: "32rem" }}>
      <caption className="visually-hidden">Rows that differ</caption>
      <thead>
        <tr>
          <th scope="col">Id</th>
          <th scope="col">Final entry</th>
          <th scope="col">Rerun</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ id, expected, got }) => (
          <tr key={id}>
            <td>{id}</td>
            <td>{expected}</td>
            <td>{got}</td>
          </tr>
        ))}
      </tbody>
      {all > differences.length && (
        <tfoot>
          <tr>
            <td colSpan={3} className={classes.why}>{`And ${formatCount(all - differences.length)} more.`}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
