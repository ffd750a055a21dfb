/** A value at a time; null where there is none from then on. */
export interface Reading {
  at: Date;
  value: number | null;
}

interface Scale {
  place(value: number): number;
}

/** An SVG path in a box of 1 × 1 that keeps each value until the next one, and the last one until `end`. */
export function stepsOf(readings: readonly Reading[], end: Date, x: Scale, y: Scale): string {
  return readings
    .map(({ at, value }, k) => {
      if (value === null) return "";
      const until = readings[k + 1]?.at ?? end;
      const joined = k > 0 && readings[k - 1]?.value !== null ? "L" : "M";
      return `${joined}${point(x, y, at, value)}H${inBox(x.place(until.getTime()))}`;
    })
    .join("");
}

/** An SVG path from reading to reading; a single one is a dot, where lines end round. */
export function lineOf(readings: readonly Reading[], x: Scale, y: Scale): string {
  const places = readings.flatMap(({ at, value }) => (value === null ? [] : [point(x, y, at, value)]));
  const line = places.map((place, k) => (k === 0 ? "M" : "L") + place).join("");
  return places.length === 1 ? `${line}h0` : line;
}

/** The area between two lines that have their readings at the same times. */
export function bandOf(upper: readonly Reading[], lower: readonly Reading[], x: Scale, y: Scale): string {
  const back = lineOf(lower.toReversed(), x, y).replace("M", "L");
  return `${lineOf(upper, x, y)}${back}Z`;
}

function point(x: Scale, y: Scale, at: Date, value: number): string {
  return `${inBox(x.place(at.getTime()))} ${inBox(1 - y.place(value))}`;
}

/** What lies outside the picture is drawn at its edge. */
export function inBox(place: number): number {
  return Math.round(Math.min(1, Math.max(0, place)) * 1e5) / 1e5;
}

/** Four times at even distances, both ends among them; one when they are the same. */
export function timeTicks(from: Date, to: Date): Date[] {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end <= start) return [from];
  return Array.from({ length: 4 }, (_, k) => new Date(start + ((end - start) * k) / 3));
}

/** `12 Nov`, or within two days `Fri 14:05`. */
export function formatTick(at: Date, zone: string, spanMs: number): string {
  const short = spanMs < 2 * 86_400_000;
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    ...(short
      ? { weekday: "short", hour: "2-digit", minute: "2-digit" }
      : ({ day: "numeric", month: "short" } as const)),
  }).format(at);
}
