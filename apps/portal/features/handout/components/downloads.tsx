import { Anchor, Text } from "@mantine/core";
import { formatBytes } from "#components/format.ts";
import { Icon } from "#components/icons.tsx";
import type { Download } from "../view.ts";
import classes from "./downloads.module.css";

/** Files with sizes and checksums. */
export function Downloads({ files, nothing }: { files: readonly Download[]; nothing: string }) {
  if (files.length === 0) return <Text c="dimmed">{nothing}</Text>;
  return (
    <ul className={classes.list}>
      {files.map((file) => (
        <li key={file.href} className={classes.file}>
          <Anchor href={file.href} download className={classes.name} underline="hover">
            <Icon name="download" /> {file.name}
          </Anchor>
          <span className="tabular">{formatBytes(file.bytes)}</span>
          <code className={classes.sum} title={`SHA-256 ${file.sha256}`}>
            sha256 {file.sha256.slice(0, 16)}…
          </code>
        </li>
      ))}
    </ul>
  );
}
