import type { PartFeedback } from "../view.ts";
import classes from "./feedback.module.css";

/** The items of a rubric with their points, and what each brought; below them what else moved the sum. */
export function RubricTable({ part: { items, mark } }: { part: PartFeedback }) {
  const titles = new Set(items.map(({ title }) => title));
  const others = mark?.lines.filter(({ label }) => !titles.has(label)) ?? [];
  if (items.length === 0 && others.length === 0) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Looked for</th>
          {mark && (
            <th scope="col" className={classes.number}>
              Given
            </th>
          )}
          <th scope="col" className={classes.number}>
            Of
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, title, description, points, given }) => (
          <tr key={id}>
            <th scope="row">
              {title}
              {description !== "" && <span className={classes.description}>{description}</span>}
            </th>
            {mark && <td className={classes.number}>{given === null ? "–" : given}</td>}
            <td className={classes.number}>{points}</td>
          </tr>
        ))}
        {others.map(({ label, points, why }) => (
          <tr key={label + why}>
            <th scope="row">
              {label}
              <span className={classes.description}>{why}</span>
            </th>
            <td className={classes.number}>{points}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
