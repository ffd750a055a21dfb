"use client";
import { useMounted } from "@mantine/hooks";
import { formatInstant } from "./format.ts";

/** An instant in the reader's time zone; until the browser has spoken, in the course's. The machine reads UTC. */
export function When({ at, zone, weekday = true }: { at: Date; zone: string; weekday?: boolean }) {
  const mounted = useMounted();
  return <time dateTime={at.toISOString()}>{formatInstant(at, mounted ? readerZone(zone) : zone, weekday)}</time>;
}

function readerZone(fallback: string): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? fallback;
}
