import type { Node } from "web-tree-sitter";
import type { ScriptLanguage } from "./languages.ts";

/** Something at a line (from 1) of the script. */
export interface Said {
  text: string;
  line: number;
}

/** What one walk over the tree of a script finds. */
export interface ScriptFacts {
  errors: Said[];
  comments: Said[];
  codeLines: ReadonlySet<number>;
  commentLines: ReadonlySet<number>;
  functions: { name: string; line: number; lines: number }[];
  deepest: { depth: number; line: number };
  unreachable: Said[];
  /** What is called, without arguments: `torch.load`. */
  calls: Said[];
  strings: Said[];
  imports: Said[];
  /** Names given to variables. */
  given: Said[];
  /** How often each identifier stands in the script. */
  uses: ReadonlyMap<string, number>;
}

interface Place {
  node: Node;
  depth: number;
}

/** Longer pieces of text say no more to a pattern. */
const textKept = 300;

/** Walks a tree without recursion: a hostile script may nest deeper than a stack is. */
export function collectFacts(root: Node, language: ScriptLanguage): ScriptFacts {
  const facts = {
    ...{ errors: [] as Said[], comments: [] as Said[], unreachable: [] as Said[] },
    ...{ calls: [] as Said[], strings: [] as Said[], imports: [] as Said[], given: [] as Said[] },
    functions: [] as ScriptFacts["functions"],
    deepest: { depth: 0, line: 1 },
    codeLines: new Set<number>(),
    commentLines: new Set<number>(),
    uses: new Map<string, number>(),
  };
  const waiting: Place[] = [{ node: root, depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { node } = place;
    if (isComment(node)) {
      facts.comments.push(saidBy(node));
      addLines(facts.commentLines, node);
      continue;
    }
    noteNode(facts, node, language);
    const depth = depthIn(place, language);
    if (depth > facts.deepest.depth) facts.deepest = { depth, line: lineOf(node) };
    const children = node.children.filter((child) => child !== null);
    if (children.length === 0 && node.text.trim() !== "") addLines(facts.codeLines, node);
    noteUnreachable(facts.unreachable, children, language);
    for (const child of children.toReversed()) waiting.push({ node: child, depth });
  }
  return facts;
}

/** A string that stands alone is how Python documents. */
function isComment(node: Node): boolean {
  if (node.type === "comment") return true;
  return node.type === "expression_statement" && node.childCount === 1 && node.firstChild?.type === "string";
}

/** `else if` is no deeper than its `if`, however a grammar nests it; a function begins anew. */
function depthIn({ node, depth }: Place, language: ScriptLanguage): number {
  if (language.functions.has(node.type)) return 0;
  if (!language.nesting.has(node.type)) return depth;
  return node.type === "if_statement" && node.parent?.type === "else_clause" ? depth : depth + 1;
}

type Growing = { -readonly [K in keyof ScriptFacts]: ScriptFacts[K] } & {
  uses: Map<string, number>;
};

function noteNode(facts: Growing, node: Node, language: ScriptLanguage): void {
  if (node.isError || node.isMissing) facts.errors.push(saidBy(node));
  if (node.type === "identifier" || node.type === "property_identifier")
    facts.uses.set(node.text, (facts.uses.get(node.text) ?? 0) + 1);
  if (language.strings.has(node.type)) facts.strings.push(saidBy(node));
  if (language.imports.has(node.type)) facts.imports.push(saidBy(node));
  if (language.calls.has(node.type)) facts.calls.push(saidBy(calleeOf(node)));
  if (language.functions.has(node.type)) facts.functions.push(functionOf(node));
  const field = language.givesName[node.type];
  for (const name of field === undefined ? [] : node.childrenForFieldName(field))
    if (name?.type === "identifier") facts.given.push(saidBy(name));
}

function calleeOf(call: Node): Node {
  return (
    call.childForFieldName("function") ??
    call.childForFieldName("name") ??
    call.childForFieldName("constructor") ??
    call
  );
}

function functionOf(node: Node): ScriptFacts["functions"][number] {
  const named = node.childForFieldName("name") ?? node.parent?.childForFieldName("name");
  const lines = node.endPosition.row - node.startPosition.row + 1;
  return { name: named?.text.slice(0, 60) ?? "a function without a name", line: lineOf(node), lines };
}

function noteUnreachable(found: Said[], children: readonly Node[], language: ScriptLanguage): void {
  const jump = children.findIndex(({ type }) => language.jumps.has(type));
  const after = jump === -1 ? undefined : children.slice(jump + 1).find((child) => child.isNamed && !isComment(child));
  if (after !== undefined && /statement|declaration|call|expression|assignment/.test(after.type))
    found.push(saidBy(after));
}

function saidBy(node: Node): Said {
  return { text: node.text.slice(0, textKept), line: lineOf(node) };
}

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function addLines(lines: Set<number>, node: Node): void {
  for (let row = node.startPosition.row; row <= node.endPosition.row; row++) lines.add(row + 1);
}
