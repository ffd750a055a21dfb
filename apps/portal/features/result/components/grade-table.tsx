import { Text, Title } from "@mantine/core";
import { Fragment } from "react";
import { Panel } from "#components/panel.tsx";
import type { GradeView } from "../view.ts";
import { Arithmetic } from "./arithmetic.tsx";
import classes from "./result.module.css";

/** The grade with its arithmetic: what each part gave, what is open, and why. */
export function GradeTable({ grade, revealed }: { grade: GradeView; revealed: boolean }) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="xs">
        {grade.total === null ? "Grade so far" : "Grade"}
      </Title>
      {!revealed && (
        <Text size="sm" c="dimmed" mb="xs">
          Points of the private board are shown when the course is revealed, those of graders when the staff releases
          them.
        </Text>
      )}
      <Parts grade={grade} />
      {grade.own && (
        <Text mt="sm" fw={600}>
          {`Your own points differ from your team’s: ${format(grade.own.points)}.`}
        </Text>
      )}
      {grade.line && <Arithmetic title="How the sum comes about, line by line" line={grade.line} />}
      {grade.own && <Arithmetic title="Your own sum, line by line" line={grade.own.line} />}
    </Panel>
  );
}

function Parts({ grade }: { grade: GradeView }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col" className={classes.number}>
            Points
          </th>
          <th scope="col" className={classes.number}>
            Open
          </th>
          <th scope="col" className={classes.number}>
            Of
          </th>
        </tr>
      </thead>
      <tbody>
        {grade.parts.map(({ id, title, points, open, weight, why }) => (
          <Fragment key={id}>
            <tr className={classes.part}>
              <th scope="row">{title}</th>
              <td className={classes.number}>{format(points)}</td>
              <td className={classes.number}>{open > 0 ? format(open) : "–"}</td>
              <td className={classes.number}>{weight}</td>
            </tr>
            <tr>
              <td colSpan={4} className={classes.why}>
                {why}
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{grade.total === null ? "Sum so far" : "Sum"}</th>
          <td className={classes.number}>{format(grade.points)}</td>
          <td className={classes.number}>{grade.open > 0 ? format(grade.open) : "–"}</td>
          <td className={classes.number}>100</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Hundredths, as the grade is computed. */
function format(points: number): string {
  return points.toFixed(2);
}
