import katex from "katex";
import MarkdownIt from "markdown-it";
import type { ExaminedProblem } from "./examine-kit.ts";

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #8886; padding: .3rem .5rem; text-align: left; vertical-align: top; }
code { font-size: .9em; overflow-wrap: anywhere; } .off { color: #c0392b; font-weight: 600; }`;

/** A problem as its author wants to see it: the statement, each slot's truth, and the verdicts on the author's list. */
export function formatPreview({ problem, truths, answers }: ExaminedProblem): string {
  const slots = truths.map(
    ({ slot, tex }) => `<tr><td><code>${escapeHtml(slot)}</code></td><td>${truth(tex)}</td></tr>`,
  );
  const tried = answers.map(({ slot, answer, wanted, verdict, code }) => {
    const mark = wanted === verdict ? "" : ' class="off"';
    const cells = [
      `<code>${escapeHtml(slot)}</code>`,
      `<code>${escapeHtml(answer)}</code>`,
      `${verdict}${code ? `, ${code}` : ""}`,
    ];
    return `<tr${mark}>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(problem.title)}</title><style>${style}</style></head><body><main>
<h1>${escapeHtml(problem.title)}</h1>
${formatStatement(problem.statement)}
<h2>Forward</h2><pre><code>${escapeHtml(problem.forward.join("\n"))}</code></pre>
<h2>What is asked, and what is right</h2><table><tbody>${slots.join("\n")}</tbody></table>
<h2>The author's answers</h2>${tried.length === 0 ? "<p>There is no list in answers/.</p>" : `<table><thead><tr><th>slot</th><th>answer</th><th>verdict</th></tr></thead><tbody>${tried.join("\n")}</tbody></table>`}
</main></body></html>
`;
}

function truth(tex: string): string {
  return tex === ""
    ? "derived from the forward lines; give a reference to see it in one formula"
    : mathematics(tex, false);
}

/** Markdown with $…$ and $$…$$; raw HTML of the statement stays text. Formulas wait behind a private character. */
function formatStatement(statement: string): string {
  const formulas: string[] = [];
  const keep = (tex: string, display: boolean) => `\ue000${formulas.push(mathematics(tex, display)) - 1}\ue000`;
  const marked = statement
    .replace(/\$\$([^$]+)\$\$/g, (_, tex: string) => keep(tex, true))
    .replace(/\$([^$\n]+)\$/g, (_, tex: string) => keep(tex, false));
  return new MarkdownIt({ html: false })
    .render(marked)
    .replace(/\ue000(\d+)\ue000/g, (_, k: string) => formulas[Number(k)] ?? "");
}

/** MathML alone: it needs no style sheet and no fonts beside the page. */
function mathematics(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { displayMode, output: "mathml", throwOnError: false, strict: "ignore" });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
