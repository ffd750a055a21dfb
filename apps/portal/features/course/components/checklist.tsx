"use client";
import { Anchor, Text } from "@mantine/core";
import Link from "next/link";
import { Icon } from "#components/icons.tsx";
import type { Step } from "../view.ts";
import classes from "./checklist.module.css";

export function Checklist({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={classes.list}>
      {steps.map((step) => (
        <li key={step.id} className={classes.step} data-done={step.done || undefined}>
          <Icon name={step.done ? "good" : "open"} size={22} />
          <div>
            <Anchor component={Link} href={step.href} fw={600} c="inherit" underline="hover">
              {step.title}
            </Anchor>
            <span className="visually-hidden">{step.done ? " (done)" : " (to do)"}</span>
            <Text c="dimmed">{step.detail}</Text>
          </div>
        </li>
      ))}
    </ol>
  );
}
