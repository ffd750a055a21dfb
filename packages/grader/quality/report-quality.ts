import { fileURLToPath } from "node:url";
import type { ScriptQuality } from "@gradmark/contract";
import { Language, Parser, type Tree } from "web-tree-sitter";
import { collectFacts, type ScriptFacts } from "./collect-facts.ts";
import { languageOf, type ScriptLanguage } from "./languages.ts";
import { makeNotes, shareOf } from "./make-notes.ts";

/** Longer scripts are not read by a person either. */
const largestBytes = 512 * 1024;
const longestParseMs = 5000;

/**
 * Looks at a result script's text, without running it: does it run alone, is it commented, short and clear. Advice
 * for the person who gives the points; nothing is computed from it. Parsed by tree-sitter in WebAssembly, which has
 * no way to the machine: hostile text can break the parser's own memory and nothing else.
 * @returns null for a language that is not known, a script that is too large, or one that takes too long
 */
export async function reportQuality(script: { name: string; bytes: Uint8Array }): Promise<ScriptQuality | null> {
  const language = languageOf(script.name);
  if (language === undefined || script.bytes.length > largestBytes) return null;
  const text = new TextDecoder().decode(script.bytes);
  await Parser.init();
  const grammar = await Language.load(fileURLToPath(import.meta.resolve(language.grammar)));
  const parser = new Parser();
  try {
    parser.setLanguage(grammar);
    const tree = parseWithin(parser, text);
    if (tree === null) return null;
    try {
      return describe(collectFacts(tree.rootNode, language), language);
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}

function parseWithin(parser: Parser, text: string): Tree | null {
  const end = performance.now() + longestParseMs;
  return parser.parse(text, null, { progressCallback: () => performance.now() > end });
}

function describe(facts: ScriptFacts, { name }: ScriptLanguage): ScriptQuality {
  const { functions, codeLines, commentLines, deepest } = facts;
  return {
    language: name,
    codeLines: codeLines.size,
    commentLines: commentLines.size,
    commentShare: shareOf(commentLines.size, codeLines.size),
    functions: {
      count: functions.length,
      longest: functions.toSorted((a, b) => b.lines - a.lines)[0] ?? null,
    },
    deepestNesting: deepest.depth,
    notes: makeNotes(facts),
  };
}
