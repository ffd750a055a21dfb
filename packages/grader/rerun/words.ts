/** 10000 → "10,000". */
export function thousands(n: number): string {
  return n.toLocaleString("en-US");
}

/** 1 → "1 row", 2 → "2 rows". */
export function counted(n: number, noun: string): string {
  const plural = noun.endsWith("s") ? "es" : "s";
  return `${thousands(n)} ${noun}${n === 1 ? "" : plural}`;
}

/** 120000 → "120 s", 1500 → "1.5 s", 1200 → "1.2 s". */
export function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}

/** 536870912 → "512 MiB". */
export function mebibytes(bytes: number): string {
  return bytes >= 2 ** 20 ? `${Number((bytes / 2 ** 20).toFixed(1))} MiB` : `${Number((bytes / 1024).toFixed(1))} KiB`;
}

/** "2026-11-12T13:03:00Z" → "12 Nov, 14:03" in the given time zone; UTC is said. */
export function moment(iso: string, timeZone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  const text = `${part("day")} ${part("month")}, ${part("hour")}:${part("minute")}`;
  return timeZone === "UTC" ? `${text} UTC` : text;
}

/** Hostile text in one line of a message. */
export function shortText(text: string, length = 120): string {
  const shown = visibleText(text).replaceAll("\n", "␊");
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}

/**
 * Text of a hostile program as it can be shown to people: line ends and tabs stay, every other control character and
 * everything that turns the direction of writing or hides itself becomes a visible sign.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/(?![\n\t])[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, signOf);
}

/** Unicode has a picture for each control character of ASCII (block 2400); the others are spelt. */
function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
