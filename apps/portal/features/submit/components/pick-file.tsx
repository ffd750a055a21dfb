"use client";
import { Button, FileButton, Text } from "@mantine/core";
import { type DragEvent, useEffect, useState } from "react";
import { formatBytes } from "#components/format.ts";
import { Icon } from "#components/icons.tsx";
import classes from "./pick-file.module.css";

/** A file by dropping it anywhere on the area, by the file dialogue, or by pasting (a file, or its text). */
export function PickFile({ maxBytes, onPick }: { maxBytes: number; onPick: (file: File) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = pastedFile(event);
      if (!file) return;
      event.preventDefault();
      onPick(file);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [onPick]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onPick(file);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the button inside is the one for the keyboard
    <div
      className={classes.area}
      data-over={over || undefined}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="file" size={40} />
      <Text fw={600} fz="lg">
        Drop your predictions.csv here
      </Text>
      <FileButton
        onChange={(file) => file && onPick(file)}
        accept=".csv,text/csv"
        inputProps={{ "aria-label": "Predictions file" }}
      >
        {(props) => (
          <Button {...props} size="md">
            Choose a file
          </Button>
        )}
      </FileButton>
      <Text c="dimmed" fz="sm">
        Or paste it with Ctrl+V. At most {formatBytes(maxBytes)}.
      </Text>
    </div>
  );
}

/** A pasted file, or pasted text of several lines as a file; what is typed into a field stays there. */
function pastedFile({ clipboardData, target }: ClipboardEvent): File | null {
  if (target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]")) return null;
  const [file] = clipboardData?.files ?? [];
  if (file) return file;
  const text = clipboardData?.getData("text/plain") ?? "";
  return text.includes("\n") ? new File([text], "pasted.csv", { type: "text/csv" }) : null;
}
