import { formatBytes, formatCount } from "#components/format.ts";
import { When } from "#components/when.tsx";
import type { EntryView } from "../view.ts";
import classes from "./entry-facts.module.css";

/** The receipt: what was stored, and under which hash. */
export function EntryFacts({ entry, rows, zone }: { entry: EntryView; rows: number | null; zone: string }) {
  return (
    <dl className={classes.facts}>
      {rows !== null && (
        <>
          <dt>Rows</dt>
          <dd className="tabular">{formatCount(rows)}</dd>
        </>
      )}
      <dt>Size</dt>
      <dd className="tabular">{formatBytes(entry.bytes)}</dd>
      <dt>Stored</dt>
      <dd>
        <When at={entry.uploadedAt} zone={zone} />
      </dd>
      {entry.scoredAt && (
        <>
          <dt>Scored</dt>
          <dd>
            <When at={entry.scoredAt} zone={zone} />
          </dd>
        </>
      )}
      <dt>SHA-256</dt>
      <dd className={classes.hash}>{entry.sha256}</dd>
    </dl>
  );
}
