import unhomoglyph from "unhomoglyph";

/**
 * What a name looks like: two names with the same skeleton cannot be told apart by eye. Letters of other scripts
 * become their Latin look-alikes (Unicode Technical Standard #39, section 4, with the table of `unhomoglyph`);
 * compatibility forms, capitals and spaces are levelled. Only for comparing, never for showing.
 */
export function nameSkeleton(name: string): string {
  // Capitals before levelling: I and l look alike, i and l do not.
  return unhomoglyph(visibleForm(name)).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
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
