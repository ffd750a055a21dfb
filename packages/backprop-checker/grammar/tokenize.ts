import {
  combiningAccents,
  greekLetters,
  isDigit,
  isLetter,
  markCharacters,
  mayBeSpace,
  openers,
  subscripts,
  superscripts,
} from "./characters.ts";
import { caseEnvironments, commandHint, layoutEnvironments, texCommands } from "./commands.ts";
import type { Format, Token } from "./token.ts";
import { atCharacter, readingLimits, Unreadable } from "./unreadable.ts";

const keywords: ReadonlySet<string> = new Set(["if", "else", "otherwise", "for", "when", "and", "or", "not"]);
const twoCharacterMarks = ["**", ":=", "==", "!=", "<=", ">=", "&&", "||", ".*", "./", ".^", "<>"];
const spelledMarks: ReadonlyMap<string, string> = new Map([
  ["**", "^"],
  ["&&", "and"],
  ["||", "‖"],
  ["<>", "!="],
  [":=", "="],
]);

/**
 * Cuts text into tokens, whose positions are those of the text as typed. One tokenizer reads ASCII, Unicode and a
 * closed list of TeX commands. In LaTeX a run of letters is one word here; the parser splits it by the problem's names.
 */
export function tokenize(text: string, format: Format): Token[] {
  const scan: Scan = { text, at: 0, format, tokens: [], environments: [], skipped: new Set() };
  // The full stop or comma of the sentence that the answer ends is no part of it.
  const end = text.length - (/[\s.,;$]*$/.exec(text.slice(-40))?.[0].length ?? 0);
  while (scan.at < end) {
    const before = scan.at;
    readToken(scan);
    if (scan.at <= before) throw new Error(`tokenizer stands still at ${before}`);
    if (scan.tokens.length > readingLimits.tokens) {
      throw new Unreadable("too-long", `The answer has more than ${readingLimits.tokens} symbols. Shorten it.`);
    }
  }
  scan.tokens.push({ kind: "end", text: "", start: text.length, end: text.length, whole: true });
  return scan.tokens;
}

type Scan = { text: string; at: number; format: Format; tokens: Token[]; environments: string[]; skipped: Set<number> };

function readToken(scan: Scan): void {
  const rest = scan.text.slice(scan.at, scan.at + 64);
  if (scan.skipped.has(scan.at)) {
    scan.at += 1;
    return;
  }
  const first = rest.charCodeAt(0);
  const word = isLetter(first) ? openers[scan.format].exec(rest) : null;
  const number = isDigit(first) || rest[0] === "." ? openers.number.exec(rest) : null;
  const space = mayBeSpace(first) ? openers.space.exec(rest) : null;
  if (word !== null) readWord(scan, word[0], word[0].length);
  else if (number !== null) readNumber(scan, number[0]);
  else if (space !== null) scan.at += space[0].length;
  else if (rest[0] === "\\") readCommand(scan);
  else readCharacter(scan, String.fromCodePoint(rest.codePointAt(0) ?? 0));
}

function readNumber(scan: Scan, text: string): void {
  const token = add(scan, "number", text, text.length);
  if (text.length > readingLimits.digits) {
    throw new Unreadable("too-long", atCharacter(token, `a number has at most ${readingLimits.digits} digits.`), token);
  }
}

/** `text` is what the word says, `length` how many characters it takes; accents and subscripts may follow it. */
function readWord(scan: Scan, text: string, length: number): void {
  const start = scan.at;
  let at = start + length;
  let said = text;
  for (let accent = combiningAccents.get(scan.text[at] ?? ""); accent !== undefined; ) {
    said += accent;
    at += 1;
    accent = combiningAccents.get(scan.text[at] ?? "");
  }
  let lowered = "";
  for (let sub = subscripts.get(scan.text[at] ?? ""); sub !== undefined; ) {
    lowered += greekLetters.get(sub) ?? sub;
    at += 1;
    sub = subscripts.get(scan.text[at] ?? "");
  }
  if (scan.format === "plain" && keywords.has(said)) {
    add(scan, "mark", said, at - start);
    return;
  }
  if (lowered === "" || /^[A-Za-z0-9]+$/.test(lowered)) {
    add(scan, "word", lowered === "" ? said : `${said}_${lowered}`, at - start);
    return;
  }
  add(scan, "word", said, length);
  subscriptGroup(scan, lowered, at);
}

/** `xₜ₊₁` is `x_{t+1}`: the characters of the subscript become tokens of their own. */
function subscriptGroup(scan: Scan, lowered: string, end: number): void {
  const start = scan.at;
  const push = (kind: Token["kind"], text: string, at: number) =>
    scan.tokens.push({ kind, text, start: at, end: Math.max(at, Math.min(at + 1, end)), whole: true });
  push("mark", "_", start);
  push("mark", "{", start);
  [...lowered].forEach((c, n) => {
    push(/\d/.test(c) ? "number" : /[A-Za-z]/.test(c) ? "word" : "mark", c, start + n);
  });
  push("mark", "}", end - 1);
  scan.at = end;
}

function readCharacter(scan: Scan, character: string): void {
  const letter = greekLetters.get(character);
  const mark = markCharacters.get(character);
  if (letter !== undefined) readGreek(scan, letter, character.length);
  else if (superscripts.has(character)) readSuperscript(scan);
  else if (subscripts.has(character)) subscriptAlone(scan);
  else if (mark !== undefined) add(scan, "mark", mark, character.length);
  else readAccentedOrMark(scan, character);
}

function readAccentedOrMark(scan: Scan, character: string): void {
  const parts = character < "\u0080" ? [character] : [...character.normalize("NFD")];
  const accent = combiningAccents.get(parts[1] ?? "");
  if (accent !== undefined && /[A-Za-z]/.test(parts[0] ?? "")) {
    readWord(scan, `${parts[0]}${accent}`, character.length);
  } else readMark(scan, character);
}

/** A Greek letter is a word of its own, so `βx` is a product; ASCII digits and subscripts behind it belong to it. */
function readGreek(scan: Scan, name: string, length: number): void {
  const tail = /^\d*(_[A-Za-z0-9]+)*/.exec(scan.text.slice(scan.at + length, scan.at + length + 64))?.[0] ?? "";
  const kept = scan.format === "plain" ? tail : (/^\d*/.exec(tail)?.[0] ?? "");
  readWord(scan, name + kept, length + kept.length);
}

function readSuperscript(scan: Scan): void {
  const start = scan.at;
  let raised = "";
  let at = start;
  for (let sup = superscripts.get(scan.text[at] ?? ""); sup !== undefined; ) {
    raised += sup;
    at += 1;
    sup = superscripts.get(scan.text[at] ?? "");
  }
  const span = { start, end: at };
  scan.tokens.push(
    { kind: "mark", text: "^", ...span, whole: true },
    { kind: "mark", text: "{", ...span, whole: true },
  );
  for (const part of raised.match(/\d+|[A-Za-z]|./g) ?? []) {
    const kind = /^\d/.test(part) ? "number" : /^[A-Za-z]/.test(part) ? "word" : "mark";
    scan.tokens.push({ kind, text: part, ...span, whole: true });
  }
  scan.tokens.push({ kind: "mark", text: "}", ...span, whole: true });
  scan.at = at;
}

function subscriptAlone(scan: Scan): void {
  let at = scan.at;
  let lowered = "";
  for (let sub = subscripts.get(scan.text[at] ?? ""); sub !== undefined; ) {
    lowered += greekLetters.get(sub) ?? sub;
    at += 1;
    sub = subscripts.get(scan.text[at] ?? "");
  }
  subscriptGroup(scan, lowered, at);
}

function readMark(scan: Scan, character: string): void {
  const two = scan.text.slice(scan.at, scan.at + 2);
  if (twoCharacterMarks.includes(two)) {
    add(scan, "mark", spelledMarks.get(two) ?? two, 2);
    return;
  }
  if (character === "&") {
    if (scan.environments.length > 0) add(scan, "mark", "&", 1);
    else scan.at += 1;
    return;
  }
  const token = { start: scan.at, end: scan.at + character.length };
  if (!"+-*/^_()[]{},;?:=<>|'".includes(character)) {
    const shown = /[\p{C}\p{Z}]/u.test(character)
      ? `a character that cannot be seen (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`
      : `"${character}"`;
    throw new Unreadable("unexpected-character", atCharacter(token, `${shown} has no meaning here. Remove it.`), token);
  }
  add(scan, "mark", character, character.length);
}

function readCommand(scan: Scan): void {
  const match = /^\\([A-Za-z]+|[^A-Za-z])\*?/.exec(scan.text.slice(scan.at, scan.at + 40));
  const name = match?.[1] ?? "";
  const length = name.length + 1;
  const span = { start: scan.at, end: scan.at + length };
  const command = /^\s$/.test(name) ? ({ kind: "space" } as const) : texCommands.get(name);
  if (command === undefined) {
    const shown = name === "" ? "a backslash at the end" : `\\${name}`;
    throw new Unreadable(
      "unknown-command",
      atCharacter(span, `${shown} is not a command that is read here.${commandHint(name)}`),
      span,
    );
  }
  if (command.kind === "word") readWord(scan, command.text, length);
  else if (command.kind === "space") scan.at += length;
  else if (command.kind === "size") scan.at += length + (/^\s*\./.exec(scan.text.slice(span.end))?.[0].length ?? 0);
  else if (command.kind === "font") readFont(scan, length);
  else if (command.kind === "indicator-font") readIndicator(scan, length);
  else if (command.kind === "accent") readAccent(scan, command.text, length);
  else if (command.text === "begin" || command.text === "end") readEnvironment(scan, command.text, length);
  else if (command.text === "\\\\") readRowEnd(scan, length);
  else add(scan, "mark", command.text, length);
}

/** `\mathrm{out}` is the word `out`; `\text{if }` a keyword; a group of other things is left to be read as it is. */
function readFont(scan: Scan, length: number): void {
  const rest = scan.text.slice(scan.at + length, scan.at + length + 80);
  const group = /^\*?\s*\{[\s,]*([A-Za-z]*[0-9]*)[\s,.:]*\}/.exec(rest);
  const worded = /^\s*\{[\s,]*(if|for|when)\s*\$[^{}$]*\$[\s,.]*\}/.exec(rest);
  if (worded !== null) readCondition(scan, worded[1] ?? "", worded[0], length);
  else if (group === null) {
    scan.at += length + (scan.text[scan.at + length] === "*" ? 1 : 0);
  } else readFontWord(scan, group[1] ?? "", length + group[0].length);
}

/** `\text{if $i = j$}`: the keyword, then what stands between the dollars; the brace at the end is left out. */
function readCondition(scan: Scan, keyword: string, group: string, length: number): void {
  const start = scan.at + length;
  const brace = start + group.length - 1;
  for (let at = start + group.lastIndexOf("$"); at <= brace; at += 1) scan.skipped.add(at);
  add(scan, "mark", keyword, length + group.indexOf("$"));
}

function readFontWord(scan: Scan, word: string, all: number): void {
  if (keywords.has(word)) add(scan, "mark", word, all);
  else if (word === "") scan.at += all;
  else if (word === "1" || word === "I")
    add(scan, word === "1" ? "mark" : "word", word === "1" ? "indicator" : word, all);
  else add(scan, /^\d/.test(word) ? "number" : "word", word, all);
}

function readIndicator(scan: Scan, length: number): void {
  const group = /^\s*(\{\s*[1I]\s*\}|[1I])/.exec(scan.text.slice(scan.at + length, scan.at + length + 20));
  if (group === null) {
    const span = { start: scan.at, end: scan.at + length };
    throw new Unreadable(
      "unknown-command",
      atCharacter(span, "blackboard letters are read only as \\mathbb{1}."),
      span,
    );
  }
  add(scan, "mark", "indicator", length + group[0].length);
}

function readAccent(scan: Scan, accent: string, length: number): void {
  const group = /^\s*(?:\{\s*\\?([A-Za-z]+)\s*\}|\\([A-Za-z]+)|([A-Za-z]))/.exec(
    scan.text.slice(scan.at + length, scan.at + length + 40),
  );
  const base = group?.[1] ?? group?.[2] ?? group?.[3];
  if (group === null || base === undefined) {
    const span = { start: scan.at, end: scan.at + length };
    throw new Unreadable("unexpected-token", atCharacter(span, `\\${accent} stands over one name.`), span);
  }
  add(scan, "word", base + accent, length + group[0].length);
}

function readEnvironment(scan: Scan, which: "begin" | "end", length: number): void {
  const group = /^\s*\{\s*([a-z]+\*?)\s*\}(\s*\{[lcr|@{}\s]*\})?/.exec(scan.text.slice(scan.at + length, scan.at + 80));
  const name = group?.[1] ?? "";
  const span = { start: scan.at, end: scan.at + length + (group?.[0].length ?? 0) };
  if (layoutEnvironments.has(name)) {
    scan.at = span.end;
    return;
  }
  if (!caseEnvironments.has(name)) {
    throw new Unreadable("unknown-command", atCharacter(span, "of environments, cases and aligned are read."), span);
  }
  if (which === "begin") scan.environments.push(name);
  else scan.environments.pop();
  add(scan, "mark", which, span.end - span.start);
}

/** Outside of cases a line end is layout. */
function readRowEnd(scan: Scan, length: number): void {
  const gap = /^\s*\[[^\]]*\]/.exec(scan.text.slice(scan.at + length, scan.at + length + 20))?.[0] ?? "";
  const spaced = /^\s*\[[\d.]+\s*(pt|em|ex|mm|cm)\]/.test(gap) ? gap.length : 0;
  if (scan.environments.length > 0) add(scan, "mark", "\\\\", length + spaced);
  else scan.at += length + spaced;
}

function add(scan: Scan, kind: Token["kind"], text: string, length: number): Token {
  const start = scan.at;
  scan.at += length;
  const token: Token = { kind, text, start, end: scan.at, whole: scan.text[start] === "\\" };
  scan.tokens.push(token);
  return token;
}
