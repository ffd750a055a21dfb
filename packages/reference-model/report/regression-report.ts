import type { TrainedRegression } from "../train-regression.ts";
import { reportStyle } from "./report-style.ts";

/** The report of a regression as one HTML file: the facts, and the validation error by epoch as a figure. */
export function formatRegressionReport(trained: Omit<TrainedRegression, "files">): string {
  const { validation } = trained;
  const facts: [string, string][] = [
    ["Validation error (RMSE)", `${Math.min(...validation).toPrecision(4)} (best of ${validation.length} epochs)`],
    ["Engine", `${trained.engine}, ${trained.device}`],
    ["Other engines", trained.engineNote || "none is better"],
    [
      "Speed",
      `${Math.round(trained.rowsPerSecond).toLocaleString("en")} rows/s, ${trained.seconds.toFixed(1)} s in all`,
    ],
    ["Seed", String(trained.seed)],
    ["sha256 of the weights", trained.sha256],
  ];
  const list = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reference model dense-regression</title><style>${reportStyle}</style></head>
<body><main><h1>Reference model dense-regression</h1><dl>${list}</dl>
<h2>Learning curve</h2>
<figure>${curve(validation)}<figcaption>Root mean squared error of the validation rows after each epoch; the axis begins
at 0 and ends at ${Math.max(...validation).toPrecision(3)}.</figcaption></figure>
</main></body></html>
`;
}

function curve(errors: readonly number[]): string {
  const highest = Math.max(...errors) || 1;
  const points = errors.map((error, k) => {
    const across = errors.length === 1 ? 300 : (600 * k) / (errors.length - 1);
    return `${(20 + across).toFixed(1)},${(220 - (200 * error) / highest).toFixed(1)}`;
  });
  return `<svg viewBox="0 0 640 240" role="img" aria-label="Validation error by epoch">
<path d="M20 20V220H620" fill="none" stroke="currentColor" stroke-opacity="0.4"/>
<polyline points="${points.join(" ")}" fill="none" stroke="currentColor" stroke-width="2"/></svg>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
