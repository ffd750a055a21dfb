"use client";
import { Group, Text } from "@mantine/core";
import { Countdown } from "#components/countdown.tsx";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import type { CourseCard } from "#features/course/view.ts";
import type { TriesView } from "../view.ts";
import classes from "./tries-left.module.css";

/** Tries of today, those left, and when the next ones come. */
export function TriesLeft({ tries, course, now }: { tries: TriesView; course: CourseCard; now: Date }) {
  return (
    <Panel>
      <Group justify="space-between" gap="md">
        <div>
          <Text fw={650} fz="lg" className="tabular">
            {tries.left} of {tries.allowed} tries left today
          </Text>
          <Text c="dimmed">
            New tries <When at={tries.nextAt} zone={course.timeZone} /> (
            <Countdown until={tries.nextAt} serverNow={now} past="now" />)
          </Text>
        </div>
        <div className={classes.dots} aria-hidden="true">
          {[...Array(Math.min(tries.allowed, 20)).keys()].map((k) => (
            <span key={k} data-left={k < tries.left || undefined} />
          ))}
        </div>
      </Group>
      <Text mt="xs">
        The course closes <When at={course.deadline} zone={course.timeZone} /> (
        <Countdown until={course.deadline} serverNow={now} past="it has closed" />, server clock).
      </Text>
    </Panel>
  );
}
