/** Scores of several seeds and the interval in which the next one lies. */
export interface SeedBand {
  scores: readonly { seed: number; score: number }[];
  interval: readonly [number, number];
}

const size = { width: 520, height: 90, left: 24, right: 24 };

/** An SVG figure: one dot for each seed on a line, over the shaded interval. */
export function seedBandFigure({ scores, interval }: SeedBand): string {
  const values = [...scores.map((entry) => entry.score), ...interval];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low) * 0.1 || 0.001;
  const x = (score: number) => {
    const share = (score - low + margin) / (high - low + 2 * margin);
    return size.left + share * (size.width - size.left - size.right);
  };
  const [from, to] = interval;
  const shade = `<rect class="band" x="${x(from).toFixed(1)}" width="${(x(to) - x(from)).toFixed(1)}" y="16" height="40"/>`;
  const dots = scores.map(
    ({ seed, score }) =>
      `<circle class="validation" cx="${x(score).toFixed(1)}" cy="36" r="5"><title>seed ${seed}: ${score}</title></circle>`,
  );
  const ends = interval.map(
    (end) => `<text class="tick" x="${x(end).toFixed(1)}" y="74" text-anchor="middle">${end.toFixed(4)}</text>`,
  );
  const label = `${scores.length} seeds; 95 % interval ${from.toFixed(4)} to ${to.toFixed(4)}`;
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}">${shade}${dots.join("")}${ends.join("")}</svg>`;
}
