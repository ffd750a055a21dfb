"use client";
import { Text } from "@mantine/core";
import { When } from "#components/when.tsx";
import { Written } from "#components/written.tsx";
import type { MessageCard } from "../view.ts";
import classes from "./questions.module.css";

/** What was written under a question, in order. */
export function Thread({ messages, zone }: { messages: MessageCard[]; zone: string }) {
  return (
    <ol className={classes.thread}>
      {messages.map(({ id, side, by, html, at }) => (
        <li key={id} className={classes.message} data-side={side}>
          <Text fz="sm" c="dimmed">
            <Text span fw={600} fz="sm">
              {by}
            </Text>
            {side === "staff" && by !== "Staff" && " (staff)"}, <When at={at} zone={zone} weekday={false} />
          </Text>
          <Written html={html} />
        </li>
      ))}
    </ol>
  );
}
