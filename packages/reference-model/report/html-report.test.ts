import { describe, expect, it } from "vitest";
import { greyPng } from "./grey-png.ts";
import { formatHtmlReport } from "./html-report.ts";
import { formatModelCard } from "./model-card.ts";
import { formatPredictions } from "./predictions-csv.ts";
import { bestEpoch, confusionMatrix, type TrainingSummary } from "./summary.ts";

const epoch = (number: number, validationAccuracy: number) => ({
  epoch: number,
  loss: 0.5 / number,
  accuracy: 0.9,
  validationLoss: 0.1,
  validationAccuracy,
});

const summary: TrainingSummary = {
  engine: "tensorflow-cpu",
  device: "Processor <b>, 2 threads",
  engineNote: "Not tensorflow-gpu: No NVIDIA GPU was found.",
  model: "lenet-5",
  parameters: 61706,
  epochs: 3,
  seed: 4,
  trainingRows: 90,
  validationRows: 10,
  seconds: 1.5,
  imagesPerSecond: 2000,
  history: [epoch(1, 0.91), epoch(2, 0.97), epoch(3, 0.96)],
  curve: [
    { epochs: 0.5, loss: 1, accuracy: 0.4 },
    { epochs: 3, loss: 0.1, accuracy: 1 },
  ],
  confusion: [
    [5, 1],
    [0, 4],
  ],
  calibration: {
    bins: [
      { rows: 2, confidence: 0.55, accuracy: 0.5 },
      { rows: 0, confidence: 0, accuracy: 0 },
      { rows: 8, confidence: 0.97, accuracy: 1 },
    ],
    error: 0.034,
  },
  hardest: [{ truth: 1, guess: 0, probability: 0.0123, png: greyPng(Uint8Array.of(0, 255), 1, 2) }],
  classes: ["cat", "dog & co"],
  sha256: "ab".repeat(32),
};

describe("the report of a training", () => {
  it("shows the epoch that was kept, the curve and the confusion, with names escaped", () => {
    const html = formatHtmlReport(summary);
    expect(html).toContain("97.00 % (epoch 2)");
    expect(html).toContain("<svg");
    expect(html).toContain('<td class="right">5</td>');
    expect(html).toContain("83.3 %");
    expect(html).toContain("dog &#38; co");
    expect(html).not.toContain("<b>");
  });

  it("shows the hardest images with what they were read as", () => {
    const html = formatHtmlReport(summary);
    expect(html).toContain("dog &#38; co, read as cat, 1.23 %");
    expect(html).toMatch(
      /<img src="data:image\/png;base64,[A-Za-z0-9+/=]+" width="56" height="56" alt="dog &#38; co">/,
    );
  });

  it("shows score and band only once the scorer has given them", () => {
    expect(formatHtmlReport(summary)).not.toContain("Luck of the seed");
    const scores = [1, 2, 3].map((seed) => ({ seed, score: 0.98 + seed / 1000 }));
    const scored = {
      metric: "accuracy",
      score: 0.981,
      rows: 10_000,
      band: { scores, interval: [0.979, 0.985] as const },
    };
    const html = formatHtmlReport(summary, scored);
    expect(html).toContain("0.981 (accuracy on 10,000 test rows)");
    expect(html).toContain("3 seeds; 95 % interval 0.9790 to 0.9850");
    expect(html).not.toContain("NaN");
  });

  it("needs nothing from outside", () => {
    expect(formatHtmlReport(summary)).not.toMatch(/https?:|<script|<link/);
  });

  it("draws a curve of a single epoch too", () => {
    const html = formatHtmlReport({ ...summary, history: [epoch(1, 0.5)] });
    expect(html).not.toContain("NaN");
    expect(html).not.toContain("Infinity");
  });

  it("has a model card that names engine, seed and hash", () => {
    const card = formatModelCard(summary);
    for (const words of ["tensorflow-cpu", "Not tensorflow-gpu", "**Seed** 4", summary.sha256])
      expect(card).toContain(words);
  });
});

describe("the figures of a report", () => {
  it("count each row once: true class by predicted class", () => {
    const classified = {
      rows: Uint32Array.of(2, 0),
      classes: 2,
      probabilities: new Float32Array(4),
      labels: Uint8Array.of(1, 1),
    };
    expect(confusionMatrix(classified, Uint8Array.of(0, 0, 1))).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it("keep the first of equally good epochs", () => {
    expect(bestEpoch([epoch(1, 0.9), epoch(2, 0.95), epoch(3, 0.95)]).epoch).toBe(2);
  });
});

describe("a predictions file", () => {
  it("has a row for each id in the order given", () => {
    expect(formatPredictions(["Id", "Label"], ["b", "a"], ["1", "2"])).toBe("Id,Label\nb,1\na,2\n");
  });

  it("is not written with an id too many", () => {
    expect(() => formatPredictions(["Id", "Label"], ["a", "b"], ["1"])).toThrow("2 ids and 1 labels");
  });
});
