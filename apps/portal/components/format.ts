/** `Fri 27 Nov 2026, 23:59 CET`: short, unambiguous, with its zone. */
export function formatInstant(at: Date, timeZone: string, weekday = true): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...(weekday && { weekday: "short" }),
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const day = [read("weekday"), read("day"), read("month"), read("year")].filter(Boolean).join(" ");
  return `${day}, ${read("hour")}:${read("minute")} ${read("timeZoneName")}`;
}

/** `3 d 4 h`, `3 h 12 min`, `12 min`, `40 s`: the two units that matter. Never negative. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

/** `10,000`, the same on every machine. */
export function formatCount(value: number): string {
  return new Intl.NumberFormat("en-GB").format(value);
}

/** `1 row`, `2 rows`. */
export function countOf(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** `78.4 kB`, `12 B`: decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** As many decimals as its rows justify: one step of the last digit is less than a row. */
export function formatScore({ score, rows }: { score: number; rows: number }): string {
  return score.toFixed(Math.min(6, Math.max(3, Math.ceil(Math.log10(Math.max(2, rows))))));
}
