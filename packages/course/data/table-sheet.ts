const [width, height, bars] = [220, 120, 24];
const columnsOfSheet = 3;

/**
 * How the numbers of a table are spread, as an SVG picture: a histogram of 24 bars for each column, with the smallest
 * and the largest number below it. Columns that hold something else than numbers are left out.
 */
export function formatTableSheet(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = header
    .map((name, column) => ({ name, values: rows.map((row) => Number(row[column])) }))
    .filter(({ values }) => values.length > 0 && values.every(Number.isFinite));
  const lines = Math.ceil(numeric.length / columnsOfSheet);
  const plots = numeric.map(({ name, values }, k) => {
    const [x, y] = [(k % columnsOfSheet) * width, Math.floor(k / columnsOfSheet) * (height + 50)];
    return `<g transform="translate(${x} ${y})">${histogram(name, values)}</g>`;
  });
  const [fullWidth, fullHeight] = [columnsOfSheet * width, Math.max(1, lines) * (height + 50)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fullWidth} ${fullHeight}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${plots.join("\n")}
</svg>
`;
}

function histogram(name: string, values: readonly number[]): string {
  const { least, most } = extent(values);
  const counts = Array.from({ length: bars }, () => 0);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.floor((bars * (value - least)) / (most - least || 1)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const highest = Math.max(...counts);
  const step = (width - 20) / bars;
  const drawn = counts.map((count, k) => {
    const high = ((height - 10) * count) / highest;
    return `<rect x="${(10 + k * step).toFixed(1)}" y="${(20 + height - high).toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${high.toFixed(1)}" fill="#1c6dd0"/>`;
  });
  const below = `<text x="10" y="${height + 36}">${least}</text><text x="${width - 10}" y="${height + 36}" text-anchor="end">${most}</text>`;
  return `<text x="10" y="14" font-weight="bold">${escapeXml(name)}</text>${drawn.join("")}${below}`;
}

/** Not Math.min of all: a table may have more rows than a call has arguments. */
function extent(values: readonly number[]): { least: number; most: number } {
  return values.reduce(({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }), {
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
  });
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
