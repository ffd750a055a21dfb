"use client";
import { type Parsed, type Predictions, parsePredictions } from "@gradmark/contract";
import { Text } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { countOf, formatBytes } from "#components/format.ts";
import { Histogram } from "#components/histogram.tsx";
import { Notice } from "#components/notice.tsx";
import { ProblemList } from "#components/problem-list.tsx";
import { countLabels, type FormatView, formatOf } from "../view.ts";

/** Reads the file with the server's own parser, in the browser, and shows what is in it. */
export function FileCheck({
  file,
  format: view,
  maxBytes,
  onChecked,
}: {
  file: File;
  format: FormatView;
  maxBytes: number;
  onChecked: (good: boolean) => void;
}) {
  const format = useMemo(() => formatOf(view), [view]);
  const [parsed, setParsed] = useState<Parsed<Predictions> | null>(null);
  useEffect(() => {
    let current = true;
    void read(file, maxBytes, (bytes) => parsePredictions(bytes, format)).then((result) => {
      if (!current) return;
      setParsed(result);
      onChecked(result.ok);
    });
    return () => {
      current = false;
    };
  }, [file, format, maxBytes, onChecked]);
  if (!parsed) return <Text c="dimmed">Reading {file.name} …</Text>;
  if (!parsed.ok)
    return <ProblemList title="This file cannot be scored. No try was used." problems={parsed.problems} />;
  const labels = countLabels(parsed.value, format.cell);
  const header = [format.idColumn, ...format.targetColumns].join(",");
  return (
    <>
      <Notice state="good" title="This file can be scored">
        {countOf(parsed.value.size, "row")}, every test id once, header {header}.
      </Notice>
      {labels && <Histogram caption="Predicted labels" counts={labels} />}
    </>
  );
}

async function read(
  file: File,
  maxBytes: number,
  parse: (bytes: Uint8Array) => Parsed<Predictions>,
): Promise<Parsed<Predictions>> {
  if (file.size > maxBytes) {
    const message = `The file has ${formatBytes(file.size)}; at most ${formatBytes(maxBytes)} are allowed. Is it the predictions file?`;
    return { ok: false, problems: [{ code: "file-too-large", message }] };
  }
  try {
    return parse(new Uint8Array(await file.arrayBuffer()));
  } catch {
    const message = "The browser could not read the file. Was it moved or is it a folder? Choose it again.";
    return { ok: false, problems: [{ code: "file-missing", message }] };
  }
}
