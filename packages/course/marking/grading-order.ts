import { createHmac } from "node:crypto";

/**
 * An order of hand-ins that looks random, is another one for each grader, and stays the same however often it is asked
 * for and whatever comes in later: so no team is always first or last, and graders do not tire on the same ones.
 * By HMAC-SHA256 of the team's id under the course's secret seed (RFC 2104).
 */
export function gradingOrder<Row extends { teamId: string }>(
  rows: readonly Row[],
  { seed, graderId }: { seed: string; graderId: string },
): Row[] {
  const keyed = rows.map((row) => ({ row, key: digest(seed, `grading-order\0${graderId}\0${row.teamId}`) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

/** A name under which a team is graded blindly, such as `K7Q2M`: the same for everybody, and it tells nothing. */
export function blindName(seed: string, teamId: string): string {
  const bytes = Buffer.from(digest(seed, `blind-name\0${teamId}`), "hex");
  return [...bytes.subarray(0, 5)].map((byte) => letters[byte % letters.length]).join("");
}

/** Crockford's base 32, without letters that are taken for digits. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function digest(seed: string, text: string): string {
  return createHmac("sha256", seed).update(text).digest("hex");
}
