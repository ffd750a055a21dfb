import { calibrationFigure } from "./calibration-figure.ts";
import { confusionTable } from "./confusion-table.ts";
import type { HardImage } from "./hardest.ts";
import { learningCurve } from "./learning-curve.ts";
import { reportStyle } from "./report-style.ts";
import { type SeedBand, seedBandFigure } from "./seed-band-figure.ts";
import { bestEpoch, type TrainingSummary } from "./summary.ts";

/** What only the scorer knows, after the training. */
export interface ReportScore {
  metric: string;
  score: number;
  rows: number;
  /** What stands on the board, and by which rule of the kit. */
  board?: { rule: string; score: number } | undefined;
  /** When several seeds were trained. */
  band?: SeedBand | undefined;
}

/** The report as one HTML file without anything from outside; readable in light and dark, on paper and on a phone. */
export function formatHtmlReport(summary: TrainingSummary, scored?: ReportScore): string {
  const classes = summary.classes.map(escapeHtml);
  const name = escapeHtml(summary.model);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reference model ${name}</title><style>${reportStyle}</style></head>
<body><main><h1>Reference model ${name}</h1>
${facts(summary, scored)}
${scored?.band ? bandSection(scored.band) : ""}
<h2>Learning curve</h2>
<figure>${learningCurve(summary.curve, summary.history)}<figcaption>Wrong images in percent, logarithmic.
<span class="training">Training</span>: mean over a twentieth of an epoch; <span class="validation">validation</span>: at
the end of each epoch.</figcaption></figure>
<h2>What is taken for what</h2>
<div class="wide" tabindex="0" role="region" aria-label="Confusion matrix">${confusionTable(summary.confusion, classes)}</div>
<h2>Can its probabilities be taken at their word?</h2>
<figure>${calibrationFigure(summary.calibration)}<figcaption>Validation images by the probability of the predicted class
(across) and the share that was right (up). On the line, promise and truth agree; larger dots hold more images. Expected
calibration error ${percent(summary.calibration.error)}.</figcaption></figure>
<h2>Hardest images</h2>
<p>Validation images whose true class got the least probability.</p>
<ul class="hardest">${summary.hardest.map((image) => hardImage(image, classes)).join("\n")}</ul>
</main></body></html>
`;
}

function facts(summary: TrainingSummary, scored: ReportScore | undefined): string {
  const best = bestEpoch(summary.history);
  const score: [string, string][] = scored
    ? [["Score", `${scored.score} (${scored.metric} on ${scored.rows.toLocaleString("en")} test rows)`]]
    : [];
  if (scored?.board?.rule === "lower-end")
    score.push(["On the board", `${scored.board.score.toFixed(4)}, the lower end of the 95 % band`]);
  const rows: [string, string][] = [
    ...score,
    ["Validation accuracy", `${percent(best.validationAccuracy)} (epoch ${best.epoch})`],
    ["Model", `${summary.model}, ${summary.parameters.toLocaleString("en")} parameters`],
    ["Engine", `${summary.engine}, ${summary.device}`],
    ["Other engines", summary.engineNote || "none is better"],
    [
      "Rows",
      `${summary.trainingRows.toLocaleString("en")} to learn from, ${summary.validationRows.toLocaleString("en")} for validation`,
    ],
    [
      "Speed",
      `${Math.round(summary.imagesPerSecond).toLocaleString("en")} images/s, ${summary.seconds.toFixed(1)} s in all`,
    ],
    ["Seed", String(summary.seed)],
    ["sha256 of the weights", summary.sha256],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("\n")}</dl>`;
}

function bandSection(band: SeedBand): string {
  return `<h2>Luck of the seed</h2>
<figure>${seedBandFigure(band)}<figcaption>Score on the test rows of ${band.scores.length} trainings that differ only in
their seed. Shaded: where the next one lies, with 95 % probability.</figcaption></figure>`;
}

function hardImage({ truth, guess, probability, png }: HardImage, classes: readonly string[]): string {
  const text = `${classes[truth]}, read as ${classes[guess]}, ${percent(probability)}`;
  const source = `data:image/png;base64,${png.toString("base64")}`;
  return `<li><img src="${source}" width="56" height="56" alt="${classes[truth]}"><span>${text}</span></li>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
