import type { EpochRecord } from "../train/checkpoint.ts";

const size = { width: 520, height: 260, left: 52, right: 16, top: 16, bottom: 40 };

/** An SVG figure of accuracy by epoch, training and validation. */
export function learningCurve(history: readonly EpochRecord[]): string {
  const lines = [
    { name: "training", values: history.map((record) => record.accuracy) },
    { name: "validation", values: history.map((record) => record.validationAccuracy) },
  ];
  const lowest = Math.min(...lines.flatMap((line) => line.values));
  const bottom = Math.floor(lowest * 50) / 50 - (lowest >= 0.02 ? 0.02 : 0);
  const x = (epoch: number) =>
    size.left + ((epoch - 1) / Math.max(1, history.length - 1)) * (size.width - size.left - size.right);
  const y = (share: number) => size.top + ((1 - share) / (1 - bottom)) * (size.height - size.top - size.bottom);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => bottom + part * (1 - bottom));
  const grid = ticks.map(
    (share) =>
      `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${y(share)}" y2="${y(share)}"/>` +
      `<text class="tick" x="${size.left - 8}" y="${y(share) + 4}" text-anchor="end">${(share * 100).toFixed(1)}</text>`,
  );
  const step = Math.max(1, Math.ceil(history.length / 10));
  const epochs = history
    .filter((record) => (record.epoch - 1) % step === 0)
    .map(
      ({ epoch }) => `<text class="tick" x="${x(epoch)}" y="${size.height - 20}" text-anchor="middle">${epoch}</text>`,
    );
  const curves = lines.map(({ name, values }) => {
    const points = values.map((share, place) => [x(place + 1), y(share)] as const);
    const dots = points.map(([cx, cy]) => `<circle class="${name}" cx="${cx}" cy="${cy}" r="3"/>`).join("");
    return `<polyline class="${name}" points="${points.map((point) => point.join(",")).join(" ")}"/>${dots}`;
  });
  const label = `Accuracy by epoch; validation ends at ${((lines[1]?.values.at(-1) ?? 0) * 100).toFixed(2)} %`;
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}">${grid.join("")}${epochs.join("")}
${curves.join("\n")}<text class="tick" x="${size.width / 2}" y="${size.height - 4}" text-anchor="middle">epoch</text></svg>`;
}
