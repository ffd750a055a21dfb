import type { InputProblem, Parsed } from "@gradmark/contract";
import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from "yaml";

/** A parsed YAML text: its plain value, and the line on which a place in it stands. */
export interface YamlText {
  value: unknown;
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Read in about a second, whatever stands in them. */
const maximumLength = 128 * 2 ** 10;
/** Deeper nesting than this is an attack on the reader's stack, not a kit. */
const maximumDepth = 500;
/** Enough to begin with; the rest shows when these are mended. */
const problemsShown = 20;
/** The types of plain data, as YAML names them. */
const plainTag = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

/**
 * Reads one YAML 1.2 document of plain data. Whoever wrote the file may be hostile, so what YAML has beyond plain
 * data is refused: directives (they switch to YAML 1.1 with its types), tags, anchors and aliases (a few hundred
 * bytes of them expand to gigabytes), keys that are not text.
 */
export function parseYaml(text: string): Parsed<YamlText> {
  const refused = tooLong(text) ?? tooDeep(text);
  if (refused !== null) return { ok: false, problems: [refused] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    stringKeys: true,
    uniqueKeys: false, // the reader compares each key with all before it; see repeatedKeys
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error", // "silent" would take a second document without a word
  });
  const problems = [...syntaxProblems(document, lines), ...unsafeProblems(document, lines, text)];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, problemsShown) };
  return {
    ok: true,
    value: { value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineOf(document, lines, path) },
  };
}

function tooLong({ length }: string): InputProblem | null {
  if (length <= maximumLength) return null;
  const message = `${length} characters of YAML; ${maximumLength} are allowed. Long texts belong into the handout.`;
  return { code: "file-too-large", message };
}

/**
 * The YAML reader is recursive, so depth is bounded before it runs: brackets of flow collections are counted (those
 * in text too, so the bound leaves room for half-open intervals in formulas), and so is the indentation of block
 * collections.
 */
function tooDeep(text: string): InputProblem | null {
  let row = 1;
  let brackets = 0;
  for (const line of text.split("\n")) {
    const indicators = /^(?: *[-?:](?= |$))* */.exec(line)?.[0] ?? "";
    const opened = indicators.replace(/[^-?:]/g, "").length;
    for (const character of line) {
      if (character === "[" || character === "{") brackets++;
      else if ((character === "]" || character === "}") && brackets > 0) brackets--;
      if (brackets > maximumDepth) return nested(row);
    }
    if (opened > maximumDepth || indicators.length > 8 * maximumDepth) return nested(row);
    row++;
  }
  return null;
}

function nested(row: number): InputProblem {
  return {
    code: "yaml-syntax",
    row,
    message: `line ${row}: nested more than ${maximumDepth} levels deep. A kit needs at most five.`,
  };
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): InputProblem[] {
  return [...document.errors, ...document.warnings].map((error) => {
    const row = Math.max(1, lines.linePos(error.pos[0]).line);
    const [reason = error.message] = error.message.split("\n");
    return { code: "yaml-syntax", row, message: `line ${row}: ${reason}` };
  });
}

function unsafeProblems(document: Document.Parsed, lines: LineCounter, text: string): InputProblem[] {
  const problems: InputProblem[] = [];
  const refuse = (offset: number, what: string) => {
    const row = Math.max(1, lines.linePos(offset).line);
    problems.push({ code: "yaml-syntax", row, message: `line ${row}: ${what}` });
  };
  if (/^%/m.test(text)) refuse(text.search(/^%/m), "a directive (a line that starts with %) is not allowed here.");
  visit(document, {
    Node(_, node) {
      const at = node.range?.[0] ?? 0;
      if (isAlias(node)) refuse(at, `the alias *${node.source} is not allowed here. Write the value out.`);
      else if (node.anchor) refuse(at, `the anchor &${node.anchor} is not allowed here. Leave it out.`);
      if (!isAlias(node) && node.tag && !plainTag.test(node.tag))
        refuse(at, `the tag ${node.tag} is not allowed here. Leave it out.`);
      if (isMap(node)) for (const key of repeatedKeys(node)) refuse(key.at, `the key "${key.name}" stands twice.`);
      return problems.length >= problemsShown ? visit.BREAK : undefined;
    },
  });
  return problems;
}

function repeatedKeys(map: YAMLMap): { name: string; at: number }[] {
  const seen = new Set<unknown>();
  const repeated: { name: string; at: number }[] = [];
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) repeated.push({ name: String(key.value), at: key.range?.[0] ?? 0 });
    seen.add(key.value);
  }
  return repeated;
}

/** The line of a place, or of the nearest enclosing place that stands in the text. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return Math.max(1, lines.linePos(node.range[0]).line);
  }
  return undefined;
}
