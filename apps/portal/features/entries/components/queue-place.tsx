"use client";
import { Text } from "@mantine/core";
import type { JobView } from "../view.ts";

/** Where a job stands: its place in the queue, or its step. */
export function QueuePlace({ job }: { job: JobView | null }) {
  if (!job) return null;
  const words = say(job);
  return words === null ? null : (
    <Text c="dimmed" fz="sm" className="tabular" aria-live="polite">
      {words}
    </Text>
  );
}

function say({ queue, state, step, done, total, attempts }: JobView): string | null {
  const again = attempts > 1 ? `, attempt ${attempts}` : "";
  if (state === "waiting" && queue) return `place ${queue.place} of ${queue.waiting} in the queue${again}`;
  if (state !== "running") return null;
  return `${step ?? "started"}${done !== null && total !== null ? ` ${done} of ${total}` : ""}${again}`;
}
