/**
 * When a mail arrived at our side: the date of the topmost `Received` header, which the last server wrote. The `Date`
 * header and all lower `Received` headers are the sender's to write. Null when there is none or it has no date.
 */
export function arrivalOf(received: readonly string[]): Date | null {
  const [topmost] = received;
  if (topmost === undefined) return null;
  const written = topmost
    .slice(topmost.lastIndexOf(";") + 1)
    .replace(/\([^)]*\)/g, "")
    .trim();
  // A date without a zone would be read in this machine's own.
  if (!/\d{4} \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|UT|GMT|[A-Z]{3})$/.test(written)) return null;
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? null : date;
}
