import unhomoglyph from "unhomoglyph";

/**
 * What a name looks like: two names with the same skeleton cannot be told apart by eye. Letters of other scripts
 * become their Latin look-alikes (Unicode Technical Standard #39, section 4, with the table of `unhomoglyph`);
 * compatibility forms, capitals and spaces are levelled. Only for comparing, never for showing.
 */
export function nameSkeleton(name: string): string {
  // Once as written (I and l look alike, i and l do not), and once more with the capitals levelled (m looks like rn).
  const level = (text: string) => unhomoglyph(text).normalize("NFKC").toLowerCase();
  return level(level(visibleForm(name))).replace(/\s+/g, "");
}

/** A name without what people do not notice: compatibility forms, invisible characters, capitals, extra spaces. */
export function foldName(name: string): string {
  return visibleForm(name).toLowerCase();
}

function visibleForm(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
    .replace(/\p{White_Space}+/gu, " ")
    .trim();
}
