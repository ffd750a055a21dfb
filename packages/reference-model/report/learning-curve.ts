import type { CurvePoint, EpochRecord } from "../train/checkpoint.ts";

const size = { width: 520, height: 260, left: 52, right: 16, top: 16, bottom: 40 };
const rungs = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/**
 * An SVG figure of the error (share of wrong images) over epochs, on a logarithmic scale: training in pieces of an
 * epoch, validation at the end of each.
 */
export function learningCurve(curve: readonly CurvePoint[], history: readonly EpochRecord[]): string {
  const training = curve.map((point) => [point.epochs, 1 - point.accuracy] as const);
  const validation = history.map((record) => [record.epoch, 1 - record.validationAccuracy] as const);
  const errors = [...training, ...validation].map(([, error]) => error);
  const scale = errorScale(Math.min(...errors), Math.max(...errors));
  const x = (epochs: number) => size.left + (epochs / history.length) * (size.width - size.left - size.right);
  const line = (name: string, points: readonly (readonly [number, number])[]) =>
    `<polyline class="${name}" points="${points.map(([epochs, error]) => `${fixed(x(epochs))},${fixed(scale.y(error))}`).join(" ")}"/>`;
  const dots = validation.map(
    ([epoch, error]) =>
      `<circle class="validation" cx="${fixed(x(epoch))}" cy="${fixed(scale.y(error))}" r="3"><title>epoch ${epoch}: ${percent(error)} wrong</title></circle>`,
  );
  const last = percent(validation.at(-1)?.[1] ?? 0);
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Error over epochs; validation ends at ${last}">
${grid(scale)}${epochTicks(history.length, x)}
${line("training", training)}${line("validation", validation)}${dots.join("")}
<text class="tick" x="${size.width / 2}" y="${size.height - 4}" text-anchor="middle">epochs</text></svg>`;
}

interface ErrorScale {
  ticks: number[];
  /** Height of an error; below the lowest tick it stays there, since no error has no logarithm. */
  y: (error: number) => number;
}

function errorScale(least: number, most: number): ErrorScale {
  const top = rungs.findLast((rung) => rung >= most) ?? 1;
  const bottom = rungs.find((rung) => rung <= least && rung < top) ?? rungs.at(-1) ?? 0.001;
  const height = size.height - size.top - size.bottom;
  const y = (error: number) => {
    const shown = Math.max(bottom, Math.min(top, error));
    return size.top + (Math.log(top / shown) / Math.log(top / bottom)) * height;
  };
  return { y, ticks: rungs.filter((rung) => rung <= top && rung >= bottom) };
}

function grid({ ticks, y }: ErrorScale): string {
  return ticks
    .map(
      (error) =>
        `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${fixed(y(error))}" y2="${fixed(y(error))}"/>` +
        `<text class="tick" x="${size.left - 8}" y="${fixed(y(error) + 4)}" text-anchor="end">${error * 100}</text>`,
    )
    .join("");
}

function epochTicks(epochs: number, x: (epochs: number) => number): string {
  const step = Math.max(1, Math.ceil(epochs / 10));
  const ticks = Array.from({ length: Math.floor(epochs / step) + 1 }, (_, place) => place * step);
  return ticks
    .map(
      (epoch) =>
        `<text class="tick" x="${fixed(x(epoch))}" y="${size.height - 20}" text-anchor="middle">${epoch}</text>`,
    )
    .join("");
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
