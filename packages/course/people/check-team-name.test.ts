import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTeamName } from "./check-team-name.ts";
import { explainDifference } from "./explain-difference.ts";

const others = ["Gradient Descenders", "Team 1", "Straße"];
const problems = (name: string) => checkTeamName(name, others).problems.map((one) => one.message);
const suggestion = (name: string) => checkTeamName(name, others).suggestion;

describe("checkTeamName", () => {
  it("takes names of all languages", () => {
    for (const name of ["Ada", "Les Éléphants", "Группа 7", "深層学習", "Q&A", "x-1_y", "Ωmega".slice(1), "a/b"])
      expect(checkTeamName(name, others)).toEqual({ ok: true, problems: [], suggestion: null });
  });

  it("refuses what people cannot see, says where it stands, and suggests the name without it", () => {
    expect(problems("Ada\u200b1")).toEqual([
      "Character 4 (U+200B) is invisible (zero width, direction mark or variation selector).",
    ]);
    expect(suggestion("Ada\u200b1")).toBe("Ada1");
    expect(problems("\u202eAda")[0]).toContain("Character 1 (U+202E) is invisible");
    expect(problems("Ada\n")[0]).toContain("a control character or a line break");
    expect(problems("Ada\u00a0B")).toEqual(["Character 4 (U+00A0) is a space of another kind than the ordinary one."]);
    expect(suggestion("Ada\u00a0B")).toBe("Ada B");
  });

  it("refuses spaces at the ends and two in a row", () => {
    expect(suggestion("  Ada  B ")).toBe("Ada B");
    expect(problems("Ada ")).toEqual(["The name begins or ends with a space."]);
  });

  it("refuses an accent that is a character of its own, with the composed name as suggestion", () => {
    expect(suggestion("Ele\u0301phants")).toBe("Eléphants");
    expect(problems("Ele\u0301phants")[0]).toContain("Unicode NFC");
  });

  it("refuses letters of two scripts that look alike", () => {
    expect(problems("\u0410da")[0]).toContain("mixes Latin and Cyrillic letters");
    expect(suggestion("\u0410da")).toBe("Ada");
  });

  it("refuses what mail titles, tables and spreadsheets would change", () => {
    expect(problems("Team [A]")[0]).toContain("ends the name in the title");
    expect(problems("=HYPERLINK(1)")[0]).toContain("read as a formula");
    expect(problems("A,B")[0]).toContain("tables in text form");
    expect(suggestion("@home")).toBe("home");
  });

  it("refuses the name of another team, and names that are taken for it", () => {
    expect(problems("Team 1")).toEqual(['Another team is called "Team 1".']);
    expect(problems("team 1")[0]).toContain("capital and small letters differ");
    expect(problems("Team1")[0]).toContain("the spaces differ");
    expect(problems("Team l")[0]).toContain("a character only looks the same");
    expect(problems("\u0422\u0415\u0410\u041c 1").join()).toContain("looks the same");
  });

  it("does not suggest a name that is taken", () => {
    expect(suggestion(" Team 1")).toBeNull();
  });

  it("refuses empty, endless and unsayable names", () => {
    expect(problems("")).toEqual(["A team needs a name of at least one letter or digit."]);
    expect(problems("x".repeat(61))[0]).toContain("61 characters; 60 are allowed");
    expect(problems("🙂")[0]).toContain("no letter and no digit");
    expect(problems("Ada\ud800")[0]).toContain("half a character");
  });

  it("only ever suggests names that it takes itself", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("a", "B", " ", "\u0301", "\u200b", "\u0430", "[", "=", "\n", "é", "\ud800"),
    });
    fc.assert(
      fc.property(nasty, (name) => {
        const checked = checkTeamName(name, others);
        expect(checked.ok).toBe(checked.problems.length === 0);
        if (checked.suggestion !== null) expect(checkTeamName(checked.suggestion, others).ok).toBe(true);
      }),
    );
  });
});

describe("explainDifference", () => {
  it("says in what two names differ that look or sound the same", () => {
    expect(explainDifference("a", "a")).toBe("they are equal");
    expect(explainDifference("e\u0301", "é")).toBe("accents are composed differently (Unicode normal form)");
    expect(explainDifference("a ", "a")).toBe("there is a space at one end");
    expect(explainDifference("a\u200d", "a")).toBe("one has an invisible character");
    expect(explainDifference("\u0430b", "ab")).toBe("a character only looks the same (character 1: U+0430 and U+0061)");
    expect(explainDifference("ab", "cd")).toBeNull();
  });
});
