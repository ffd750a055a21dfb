import { createHmac } from "node:crypto";

/**
 * A name for a team that only looks like one, the same each time: two proquints (D. S. Wilkerson, "A proposal for
 * proquints: identifiers that are readable, spellable, and pronounceable", arXiv:0901.4016) and two digits of
 * HMAC-SHA256 over the team's id. Without the key it tells nothing of the team, nor of when it registered. Of 10,000
 * teams two have the same with a chance of 1 in 8,000.
 */
export function pseudonym(key: string, teamId: string): string {
  const digest = createHmac("sha256", key).update(`board-pseudonym\0${teamId}`).digest();
  const digits = String(digest.readUInt32BE(4) % 100).padStart(2, "0");
  return `Team ${proquint(digest.readUInt16BE(0))}-${proquint(digest.readUInt16BE(2))}-${digits}`;
}

/** Sixteen bits as five letters: consonant, vowel, consonant, vowel, consonant. */
function proquint(word: number): string {
  const consonant = (shift: number) => "bdfghjklmnprstvz"[(word >> shift) & 15] ?? "";
  const vowel = (shift: number) => "aiou"[(word >> shift) & 3] ?? "";
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}
