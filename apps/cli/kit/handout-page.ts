import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import katex from "katex";
import MarkdownIt from "markdown-it";

const style = `
@page { size: A4; margin: 22mm 20mm; }
:root { font: 11pt/1.5 "Noto Serif", "DejaVu Serif", Georgia, serif; color: #111; background: #fff; }
main { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; } tr { break-inside: avoid; }
th, td { border-bottom: 1px solid #999; padding: .25rem .6rem; text-align: left; vertical-align: top; }
code { font: .88em "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { border: 1px solid #bbb; padding: .6rem; white-space: pre-wrap; break-inside: avoid; }
a { color: inherit; }
.katex-display { overflow-x: auto; overflow-y: hidden; }`;

/** No script, nothing from outside: a kit may come from a stranger. Formulas bring style and fonts along. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

/**
 * A handout, Markdown with TeX between $ or $$, as one HTML page that needs nothing beside it. Raw HTML of the handout
 * stays text, and so does a formula that cannot be set.
 */
export function formatHandout({ title, markdown }: { title: string; markdown: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>${formulaStyle()}${style}</style></head><body><main>
${renderMarkdown(markdown)}
</main></body></html>
`;
}

/** Formulas wait behind a private character, which no text of a person contains, until the Markdown is rendered. */
function renderMarkdown(markdown: string): string {
  const formulas: string[] = [];
  const keep = (tex: string, displayMode: boolean) => {
    const html = katex.renderToString(tex, {
      displayMode,
      output: "htmlAndMathml",
      throwOnError: false,
      strict: "ignore",
    });
    return `\ue000${formulas.push(html) - 1}\ue000`;
  };
  // Code first: a dollar in it is a dollar.
  const marked = markdown
    .replaceAll("\ue000", "")
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, k) =>
      k % 2 === 1
        ? part
        : part
            .replace(/\$\$([^$]+)\$\$/g, (_, tex: string) => keep(tex, true))
            .replace(/\$([^$\n]+)\$/g, (_, tex: string) => keep(tex, false)),
    )
    .join("");
  return new MarkdownIt({ html: false })
    .disable("image")
    .render(marked)
    .replace(/\ue000(\d+)\ue000/g, (_, k: string) => formulas[Number(k)] ?? "");
}

/** KaTeX's style sheet with its fonts inside, in the one format that every browser of today reads. */
function formulaStyle(): string {
  const folder = join(dirname(createRequire(import.meta.url).resolve("katex/package.json")), "dist");
  const css = readFileSync(join(folder, "katex.min.css"), "utf8");
  return css.replace(/src:url\((fonts\/[\w-]+\.woff2)\)[^;}]*/g, (_, name: string) => {
    const font = readFileSync(join(folder, name)).toString("base64");
    return `src:url(data:font/woff2;base64,${font}) format("woff2")`;
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
