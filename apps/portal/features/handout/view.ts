import katex from "katex";
import MarkdownIt, { type StateBlock, type StateInline } from "markdown-it";
import type { ListedFile } from "#server/files/list-files.ts";

export interface Download {
  name: string;
  href: string;
  bytes: number;
  sha256: string;
}

export function viewFiles(slug: string, area: "data" | "starter", files: readonly ListedFile[]): Download[] {
  return files.map(({ path, bytes, sha256 }) => ({
    name: path,
    href: `/api/files/${slug}/${area}/${path.split("/").map(encodeURIComponent).join("/")}`,
    bytes,
    sha256,
  }));
}

/**
 * Markdown with TeX between dollar signs, as HTML. Raw HTML in the text stays text, links lead to http, https, mailto
 * or our own pages only, and KaTeX is not trusted with commands that make links: a kit is made by people, too.
 *
 * @param pictures the address below which the pictures of the handout lie
 */
export function renderHandout(markdown: string, pictures: string): string {
  const md = createRenderer();
  const image = md.renderer.rules.image;
  md.renderer.rules.image = (tokens, at, ...rest) => {
    const source = String(tokens[at]?.attrGet("src") ?? "");
    if (!/^[a-z]+:|^\//i.test(source)) tokens[at]?.attrSet("src", pictures + source);
    return image?.(tokens, at, ...rest) ?? "";
  };
  return md.render(markdown);
}

/**
 * What people write to each other, in the same Markdown, as HTML. It shows no pictures, its headings are below those
 * of any page, and of a flood of formulas the first hundred are set: the others stay as they were written.
 */
export function renderWords(markdown: string): string {
  const md = createRenderer(mostFormulas);
  md.disable("image");
  md.core.ruler.push("headings", ({ tokens }) => {
    for (const token of tokens) if (/^h[1-4]$/.test(token.tag)) token.tag = "h5";
  });
  return md.render(markdown);
}

const mostFormulas = 100;

function createRenderer(most = Number.POSITIVE_INFINITY): InstanceType<typeof MarkdownIt> {
  const md = new MarkdownIt({ html: false, linkify: true, typographer: false });
  md.inline.ruler.after("escape", "tex", readInlineTex);
  md.block.ruler.before("fence", "tex", readBlockTex, { alt: ["paragraph", "reference", "blockquote", "list"] });
  let set = 0;
  md.renderer.rules.tex = (tokens, at) => {
    const { content = "", block = false } = tokens[at] ?? {};
    return set++ < most ? tex(content, block) : `<code>${md.utils.escapeHtml(content)}</code>`;
  };
  return md;
}

/** A formula that cannot be read is shown as it was written, in red. */
function tex(source: string, displayMode: boolean): string {
  return katex.renderToString(source, {
    displayMode,
    throwOnError: false,
    trust: false,
    maxExpand: 200,
    // In em: no formula covers the page.
    maxSize: 30,
    strict: false,
  });
}

/** `$…$`, not empty, not beginning or ending with a space, so that prices stay prices. */
function readInlineTex(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos, state.posMax);
  const display = /^\$\$((?:[^$\\]|\\[\s\S])+)\$\$/.exec(rest);
  const found = display ?? /^\$(?!\s)((?:[^$\\]|\\[\s\S])*?(?:[^$\\\s]|\\[\s\S]))\$(?!\d)/.exec(rest);
  if (!found) return false;
  if (!silent) {
    const token = state.push("tex", "span", 0);
    token.content = found[1] ?? "";
    token.block = display !== null;
  }
  state.pos += found[0].length;
  return true;
}

/** `$$ … $$` over lines of its own. */
function readBlockTex(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const line = (at: number) => state.src.slice((state.bMarks[at] ?? 0) + (state.tShift[at] ?? 0), state.eMarks[at]);
  if (!line(startLine).startsWith("$$")) return false;
  let last = startLine;
  const lines = [line(startLine).slice(2)];
  while (!(lines.at(-1) ?? "").trimEnd().endsWith("$$")) {
    last++;
    if (last >= endLine) return false;
    lines.push(line(last));
  }
  if (silent) return true;
  const token = state.push("tex", "div", 0);
  token.block = true;
  token.content = lines.join("\n").trimEnd().slice(0, -2);
  token.map = [startLine, last + 1];
  state.line = last + 1;
  return true;
}
