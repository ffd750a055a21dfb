import type { InputProblem } from "@gradmark/contract";
import unhomoglyph from "unhomoglyph";
import { codePoint, explainDifference } from "./explain-difference.ts";

/** What is wrong with a team name, and a name that would do; `suggestion` is null when there is no obvious one. */
export interface TeamNameCheck {
  ok: boolean;
  problems: InputProblem[];
  suggestion: string | null;
}

const maximumCharacters = 60;

/**
 * Checks a team's name. The name has to equal the competition's byte for byte, in mails, on boards and in
 * spreadsheets, so everything is refused that people cannot see or that a program on the way would change.
 *
 * @param existing names of the other teams of the course (without the team's own present name)
 */
export function checkTeamName(name: string, existing: readonly string[]): TeamNameCheck {
  const problems = [...checkCharacters(name), ...checkClash(name, existing)];
  if (problems.length === 0) return { ok: true, problems: [], suggestion: null };
  const suggestion = cleaned(name);
  const good = suggestion !== name && checkCharacters(suggestion).length === 0;
  return { ok: false, problems, suggestion: good && checkClash(suggestion, existing).length === 0 ? suggestion : null };
}

function checkCharacters(name: string): InputProblem[] {
  const problems: InputProblem[] = [];
  const refuse = (message: string) => problems.push({ code: "bad-name", message });
  const characters = [...name];
  if (name.trim() === "") {
    refuse("A team needs a name of at least one letter or digit.");
    return problems;
  }
  if (characters.length > maximumCharacters)
    refuse(`The name has ${characters.length} characters; ${maximumCharacters} are allowed.`);
  if (!name.isWellFormed()) refuse("The name holds half a character (a lone surrogate). Type it anew.");
  else if (name !== name.normalize("NFC"))
    refuse("The name has an accent as a character of its own. Its composed form (Unicode NFC) looks the same.");
  for (const [pattern, what] of forbidden) {
    const at = characters.findIndex((character) => pattern.test(character));
    if (at !== -1) refuse(`Character ${at + 1} (${codePoint(characters[at])}) is ${what}.`);
  }
  if (name !== name.trim()) refuse("The name begins or ends with a space.");
  if (/ {2}/.test(name)) refuse("There are two spaces in a row; mails and web pages make one of them.");
  if (/^[=+\-@＝＋－＠]/.test(name))
    refuse(`A name that begins with "${characters[0]}" would be read as a formula by spreadsheets.`);
  if (!/[\p{L}\p{N}]/u.test(name)) refuse("The name has no letter and no digit; nobody could say it.");
  const scripts = lookAlikeScripts.filter(([, pattern]) => pattern.test(name)).map(([script]) => script);
  if (scripts.length > 1)
    refuse(`The name mixes ${scripts.join(" and ")} letters, which look alike. Use the letters of one of them.`);
  return problems;
}

/** Kinds of characters that a name cannot have, tested on one character at a time. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}|[\u2028\u2029]/u, "a control character or a line break"],
  [/\p{Default_Ignorable_Code_Point}|\p{Cf}/u, "invisible (zero width, direction mark or variation selector)"],
  [/(?! )\p{Zs}/u, "a space of another kind than the ordinary one"],
  [/\p{Co}|\p{Cn}/u, "not a character of Unicode that everybody can show"],
  [/[[\]]/, 'a bracket, which ends the name in the title "[CourseName YOUR_TEAM_NAME] Submission"'],
  [/[",;]/, "a quotation mark, comma or semicolon, which tables in text form use themselves"],
];

/** Scripts whose letters are taken for each other. */
const lookAlikeScripts: readonly (readonly [string, RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
];

function checkClash(name: string, existing: readonly string[]): InputProblem[] {
  if (existing.includes(name)) return [{ code: "name-taken", message: `Another team is called "${name}".` }];
  for (const other of existing) {
    const difference = explainDifference(name, other);
    if (difference !== null)
      return [
        {
          code: "name-taken",
          message: `Another team is called "${other}", and the two are easily confused: ${difference}.`,
        },
      ];
  }
  return [];
}

/** The name as it was probably meant: in one script, without what nobody sees. */
function cleaned(name: string): string {
  const latin = /\p{Script=Latin}/u.test(name);
  return name
    .toWellFormed()
    .replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (letter) => (latin ? unhomoglyph(letter) : letter))
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\uFFFD]/gu, "")
    .replace(/[\p{White_Space}\p{Cc}]+/gu, " ")
    .replace(/[[\]",;]/g, "")
    .replace(/^[\s=+\-@＝＋－＠]+/, "")
    .replace(/ {2,}/g, " ")
    .trim()
    .normalize("NFC");
}
