import { confusionTable } from "./confusion-table.ts";
import { learningCurve } from "./learning-curve.ts";
import { bestEpoch, type TrainingSummary } from "./summary.ts";

/** The report as one HTML file without anything from outside; readable in light and dark, on paper and on a phone. */
export function formatHtmlReport(summary: TrainingSummary): string {
  const best = bestEpoch(summary.history);
  const facts: [string, string][] = [
    ["Validation accuracy", `${(best.validationAccuracy * 100).toFixed(2)} % (epoch ${best.epoch})`],
    ["Model", `${summary.model}, ${summary.parameters.toLocaleString("en")} parameters`],
    ["Engine", `${summary.engine}, ${summary.device}`],
    ["Why not better", summary.engineNote || "it is the best of the ladder"],
    ["Rows", `${summary.trainingRows} to learn from, ${summary.validationRows} for validation`],
    ["Speed", `${Math.round(summary.imagesPerSecond)} images/s, ${summary.seconds.toFixed(1)} s in all`],
    ["Seed", String(summary.seed)],
    ["sha256 of the weights", summary.sha256],
  ];
  const list = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reference model ${escapeHtml(summary.model)}</title><style>${style}</style></head>
<body><h1>Reference model ${escapeHtml(summary.model)}</h1>
<dl>${list}</dl>
<h2>Learning curve</h2>
<figure>${learningCurve(summary.history)}<figcaption>Accuracy in percent. <span class="training">Training</span> is the
running mean over an epoch, <span class="validation">validation</span> is measured at its end.</figcaption></figure>
<h2>What is taken for what</h2>
<div class="wide">${confusionTable(summary.confusion, summary.classes.map(escapeHtml))}</div>
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root{color-scheme:light dark;--wrong:#d9480f;--training:light-dark(#1864ab,#74c0fc);--validation:light-dark(#a61e4d,#faa2c1)}
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
figure{margin:0}svg{width:100%;max-width:40rem;height:auto}
polyline{fill:none;stroke-width:2}.training{stroke:var(--training);fill:var(--training)}
.validation{stroke:var(--validation);fill:var(--validation)}polyline.training,polyline.validation{fill:none}
span.training{color:var(--training)}span.validation{color:var(--validation)}
.grid{stroke:currentColor;opacity:.15}.tick{font-size:12px;fill:currentColor}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .5rem;text-align:right;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}
td.right{font-weight:600}caption{text-align:left;padding-bottom:.5rem}`;
