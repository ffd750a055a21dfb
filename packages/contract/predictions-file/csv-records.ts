import Papa from "papaparse";

/** Takes the records of a CSV text, each with the line of the file where it begins. */
export interface RecordSink {
  readonly full: boolean;
  readRecord(cells: readonly string[], line: number): void;
  badQuote(line: number): void;
}

/**
 * Reads whole lines of CSV text (line ends are \n) by papaparse. A quotation mark that is open at the end may be closed
 * by what follows: such a text is read only when it is the last one.
 * @returns whether it was read
 */
export function readRecords(text: string, firstLine: number, sink: RecordSink, isLast: boolean): boolean {
  // papaparse takes a byte-order mark off any text; in the middle of a file it is a part of its cell.
  const marked = text.startsWith("\ufeff");
  const { data, errors } = Papa.parse<string[]>(marked ? `\n${text}` : text, { delimiter: ",", newline: "\n" });
  if (!isLast && errors.some((error) => error.code === "MissingQuotes")) return false;
  const badRows = new Set(errors.filter((error) => error.type === "Quotes").map((error) => error.row));
  let line = marked ? firstLine - 1 : firstLine;
  for (const [row, cells] of data.entries()) {
    if (sink.full) break;
    if (badRows.has(row)) sink.badQuote(line);
    else sink.readRecord(cells, line);
    line += 1 + lineEndsIn(cells);
  }
  return true;
}

/** A quoted cell may hold line ends. */
function lineEndsIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count++;
  return count;
}
