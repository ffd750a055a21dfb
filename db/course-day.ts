/**
 * The calendar day in which `now` lies, in a time zone: from its first instant up to, not including, that of the
 * next day. Days on which the clocks change have 23 or 25 hours.
 */
export function courseDay(now: Date, timeZone: string): { start: Date; end: Date } {
  const { year, month, day } = wallClock(now, timeZone);
  return { start: midnight(year, month, day, timeZone), end: midnight(year, month, day + 1, timeZone) };
}

/**
 * The first instant of a day. The offset from UTC may change around midnight, so both the offset of the day before and
 * that of the day after are tried; of the instants that they give, the earliest that lies in the day is its start.
 */
function midnight(year: number, month: number, day: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day);
  const candidates = [-dayMs, dayMs]
    .map((away) => wanted - offsetMs(new Date(wanted + away), timeZone))
    .sort((a, b) => a - b);
  const start = candidates.find((at) => at + offsetMs(new Date(at), timeZone) >= wanted);
  if (start === undefined) throw new Error(`No start of day found for ${year}-${month}-${day} in ${timeZone}.`);
  return new Date(start);
}

const dayMs = 86_400_000;

/** By how much the wall clock is ahead of UTC. */
function offsetMs(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

function wallClock(at: Date, timeZone: string) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}
