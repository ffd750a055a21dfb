import { foldName, nameSkeleton } from "./name-skeleton.ts";

/**
 * In what two names differ that were meant to be one, as half a sentence; null when they differ in letters. `given`
 * is the name in question, `known` the one it should equal byte for byte.
 */
export function explainDifference(given: string, known: string): string | null {
  if (given === known) return "they are equal";
  if (given.normalize("NFC") === known.normalize("NFC"))
    return "accents are composed differently (Unicode normal form)";
  if (given.trim() === known.trim()) return "there is a space at one end";
  if (given.toLowerCase() === known.toLowerCase()) return "capital and small letters differ";
  const spaceless = (name: string) => name.replace(/\p{White_Space}+/gu, "");
  if (spaceless(given) === spaceless(known)) return "the spaces differ";
  const visible = (name: string) => name.replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "");
  if (visible(given) === visible(known)) return "one has an invisible character";
  if (foldName(given) === foldName(known)) return "capitals, spaces or invisible characters differ";
  if (nameSkeleton(given) === nameSkeleton(known))
    return `a character only looks the same (${firstUnlike(given, known)})`;
  return null;
}

/** The first place where two names differ, with the code points: U+0430 beside U+0061. */
function firstUnlike(given: string, known: string): string {
  const [a, b] = [[...given], [...known]];
  const at = a.findIndex((character, k) => character !== b[k]);
  return `character ${at + 1}: ${codePoint(a[at])} and ${codePoint(b[at])}`;
}

/** U+0061 for "a". */
export function codePoint(character: string | undefined): string {
  if (character === undefined) return "nothing";
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
