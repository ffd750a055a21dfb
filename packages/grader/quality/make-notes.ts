import type { QualityNote } from "@gradmark/contract";
import { counted, shortText } from "../rerun/words.ts";
import type { Said, ScriptFacts } from "./collect-facts.ts";
import { patterns } from "./patterns.ts";

/** Where a reader begins to be helped by another way of writing. Advice: nothing is computed from these. */
const limits = { functionLines: 60, nesting: 4, commentShare: 0.05, fewCommentsFrom: 20, unclearNames: 5, notes: 100 };

/** Everything that a reader of the script might want to look at, in the order of lines. */
export function makeNotes(facts: ScriptFacts): QualityNote[] {
  const notes = [
    ...facts.errors.slice(0, 5).map(({ line }) => note("syntax-error", line, "This line cannot be read as code.")),
    ...patterns.flatMap(({ code, known, message, ...pattern }) =>
      facts[pattern.in]
        .filter(({ text }) => known.test(text))
        .map(({ text, line }) => note(code, line, message(shortText(text, 60)))),
    ),
    ...deadCode(facts),
    ...shape(facts),
  ];
  return notes.toSorted((a, b) => a.line - b.line).slice(0, limits.notes);
}

function deadCode({ unreachable, functions, uses, comments }: ScriptFacts): QualityNote[] {
  const unused = functions.filter(({ name }) => /^\w+$/.test(name) && !name.startsWith("_") && uses.get(name) === 1);
  return [
    ...unreachable.map(({ line }) => note("dead-code", line, "Nothing reaches this line.")),
    ...unused.map(({ name, line }) => note("dead-code", line, `Nobody calls ${shortText(name, 60)}.`)),
    ...commentedOut(comments).map(({ line }) => note("dead-code", line, "These comments look like code left behind.")),
  ];
}

/** A line that computes or calls something. */
const codeLike =
  /^[\s#/*-]*(?:(?:local|const|let|var|return|import|from|for|if|while|elif|else|def|function)\b.*[=():{}[\]]|[\w.[\]]+\s*[-+*/]?=[^=]|[\w.:]+\([^)]*\)\s*;?\s*$)/;

/** Three lines of comment in a row that each look like code. */
function commentedOut(comments: readonly Said[]): Said[] {
  const lines = comments.flatMap(({ text, line }) => text.split("\n").map((one, k) => ({ text: one, line: line + k })));
  const code = lines.filter(({ text }) => codeLike.test(text)).toSorted((a, b) => a.line - b.line);
  return code.filter(
    ({ line }, k) => code[k + 1]?.line === line + 1 && code[k + 2]?.line === line + 2 && code[k - 1]?.line !== line - 1,
  );
}

function shape({ functions, deepest, given, codeLines, commentLines }: ScriptFacts): QualityNote[] {
  const notes = functions
    .filter(({ lines }) => lines > limits.functionLines)
    .map(({ name, line, lines }) =>
      note("long-function", line, `${shortText(name, 60)} has ${counted(lines, "line")}.`),
    );
  if (deepest.depth > limits.nesting)
    notes.push(note("deep-nesting", deepest.line, `${deepest.depth} branches and loops stand in one another here.`));
  const unclear = [
    ...new Map(given.filter(({ text }) => /^[a-zA-Z]{1,2}\d*$/.test(text)).map((one) => [one.text, one])).values(),
  ];
  const longer = unclear.filter(({ text }) => !/^(?:[ijknmfxy]|id|ok|xs|ys)$/.test(text));
  if (longer.length >= limits.unclearNames)
    notes.push(
      note(
        "unclear-names",
        longer[0]?.line ?? 1,
        `Names of one or two letters: ${longer
          .slice(0, 10)
          .map(({ text }) => text)
          .join(", ")}.`,
      ),
    );
  if (codeLines.size >= limits.fewCommentsFrom && shareOf(commentLines.size, codeLines.size) < limits.commentShare)
    notes.push(
      note(
        "few-comments",
        1,
        `${counted(commentLines.size, "comment line")} for ${counted(codeLines.size, "line")} of code.`,
      ),
    );
  return notes;
}

export function shareOf(comments: number, code: number): number {
  return comments / Math.max(comments + code, 1);
}

function note(code: QualityNote["code"], line: number, message: string): QualityNote {
  return { code, line, message };
}
