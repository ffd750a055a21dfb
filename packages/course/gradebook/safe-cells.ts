/**
 * Cells that a spreadsheet would run as a formula get an apostrophe in front, so that they are read as text (OWASP,
 * "CSV Injection"). Cells that already begin with apostrophes before such a character get one more: so taking one
 * away is the exact inverse.
 */
export const runsAsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Undoes what writing with `escapeFormulae: runsAsFormula` did to a cell. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && runsAsFormula.test(cell) ? cell.slice(1) : cell;
}
