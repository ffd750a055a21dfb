import type { Calibration } from "./calibration.ts";

const size = { side: 240, left: 44, bottom: 36, top: 12, right: 12 };

/** An SVG figure: accuracy over confidence; a model that can be taken at its word lies on the diagonal. */
export function calibrationFigure({ bins, error }: Calibration): string {
  const width = size.left + size.side + size.right;
  const height = size.top + size.side + size.bottom;
  const x = (share: number) => (size.left + share * size.side).toFixed(1);
  const y = (share: number) => (size.top + (1 - share) * size.side).toFixed(1);
  const most = Math.max(...bins.map((bin) => bin.rows));
  const dots = bins
    .filter((bin) => bin.rows > 0)
    .map((bin) => {
      const radius = (3 + 9 * Math.sqrt(bin.rows / most)).toFixed(1);
      const title = `${bin.rows} images: promised ${percent(bin.confidence)}, right ${percent(bin.accuracy)}`;
      const place = `cx="${x(bin.confidence)}" cy="${y(bin.accuracy)}" r="${radius}"`;
      return `<circle class="validation dot" ${place}><title>${title}</title></circle>`;
    });
  const ticks = [0, 0.5, 1].map(
    (share) =>
      `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/>` +
      `<text class="tick" x="${size.left - 6}" y="${Number(y(share)) + 4}" text-anchor="end">${share * 100}</text>` +
      `<text class="tick" x="${x(share)}" y="${height - 20}" text-anchor="middle">${share * 100}</text>`,
  );
  const label = `Accuracy over confidence; expected calibration error ${percent(error)}`;
  return `<svg class="square" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${ticks.join("")}
<line class="diagonal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>${dots.join("\n")}
<text class="tick" x="${x(0.5)}" y="${height - 4}" text-anchor="middle">confidence, percent</text></svg>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
