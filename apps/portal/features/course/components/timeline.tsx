"use client";
import { Text } from "@mantine/core";
import { Countdown } from "#components/countdown.tsx";
import { countOf } from "#components/format.ts";
import { When } from "#components/when.tsx";
import type { CourseCard } from "../view.ts";
import classes from "./timeline.module.css";

/** From opening to deadline, with the present between them, by the server's clock. */
export function Timeline({ course, now, triesPerDay }: { course: CourseCard; now: Date; triesPerDay: number }) {
  const { opensAt, deadline, timeZone } = course;
  const span = deadline.getTime() - opensAt.getTime();
  const share = Math.min(1, Math.max(0, (now.getTime() - opensAt.getTime()) / span));
  return (
    <>
      <div className={classes.line} aria-hidden="true">
        <div className={classes.past} style={{ width: `${share * 100}%` }} />
      </div>
      <dl className={classes.dates}>
        <div>
          <dt>Opens</dt>
          <dd>
            <When at={opensAt} zone={timeZone} />
          </dd>
        </div>
        <div>
          <dt>Now, server clock</dt>
          <dd>
            <When at={now} zone={timeZone} />
          </dd>
        </div>
        <div>
          <dt>Deadline</dt>
          <dd>
            <When at={deadline} zone={timeZone} />
            <Text c="dimmed" fz="sm">
              <Countdown until={deadline} serverNow={now} past="The deadline has passed" />
            </Text>
          </dd>
        </div>
      </dl>
      <Text c="dimmed" fz="sm" mt="sm">
        Times are shown in your time zone. A team has {countOf(triesPerDay, "try").replace("trys", "tries")} a day; days
        begin at midnight in {timeZone.replace("_", " ")}.
      </Text>
    </>
  );
}
