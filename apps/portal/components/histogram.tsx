import { formatCount } from "./format.ts";
import classes from "./histogram.module.css";

/** How often each label occurs: a table whose numbers are drawn as bars. */
export function Histogram({
  caption,
  counts,
}: {
  caption: string;
  counts: readonly { label: string; rows: number }[];
}) {
  const most = Math.max(1, ...counts.map(({ rows }) => rows));
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Rows</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ label, rows }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <span
                className={classes.bar}
                style={{ width: `calc((100% - 4.5rem) * ${rows / most})` }}
                aria-hidden="true"
              />
              {formatCount(rows)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
