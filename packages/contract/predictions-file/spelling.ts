/** A number as people and pandas write it; NaN for anything else (no hexadecimal, no spaces, no "Infinity"). */
export function numberOf(cell: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
}

/** The label that a cell stands for: 7, 7.0 and +7 are one. */
export function labelOf(cell: string): string {
  const value = numberOf(cell);
  return Number.isFinite(value) ? String(value) : cell;
}

/** The whole number that an id stands for, so that pandas' 7.0 is the id 7; NaN for anything else. */
export function wholeNumberOf(id: string): number {
  const digits = /^\+?0*(\d{1,15})(?:\.0*)?$/.exec(id)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}

/** A piece of a hostile file in a message: at most 60 characters, control characters made visible. */
export function shortCell(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a hostile file are made visible
  const shown = text.replace(/[\u0000-\u001f\u007f]/g, "·");
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
