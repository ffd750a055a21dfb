"use client";
import { Text } from "@mantine/core";
import { Countdown } from "#components/countdown.tsx";
import { When } from "#components/when.tsx";
import type { CourseCard } from "../view.ts";

/** When a course opens or closes, by the server's clock. */
export function Dates({ course, now }: { course: CourseCard; now: Date }) {
  const { opensAt, deadline, timeZone } = course;
  if (now < opensAt)
    return (
      <Text>
        Opens <When at={opensAt} zone={timeZone} /> (<Countdown until={opensAt} serverNow={now} past="now" />, server
        clock)
      </Text>
    );
  if (now >= deadline || course.state !== "open")
    return (
      <Text>
        Closed <When at={deadline} zone={timeZone} />
      </Text>
    );
  return (
    <Text>
      Closes <When at={deadline} zone={timeZone} /> (<Countdown until={deadline} serverNow={now} past="closed now" />,
      server clock)
    </Text>
  );
}
