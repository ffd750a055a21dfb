/** A table for people: columns padded to their widest cell, numbers to the right. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, k) => Math.max(width(title), ...rows.map((row) => width(row[k] ?? ""))));
  const numeric = header.map((_, k) => rows.length > 0 && rows.every((row) => /^[-–\d.,%\s/…]*$/.test(row[k] ?? "")));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, k) => pad(cell, widths[k] ?? 0, numeric[k] ?? false))
      .join("  ")
      .trimEnd();
  return [line(header), widths.map((w) => "─".repeat(w)).join("  "), ...rows.map(line)].join("\n");
}

/** Cells on screen: code points, which is right for everything that Gradmark prints itself. */
function width(text: string): number {
  return [...text].length;
}

function pad(text: string, to: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, to - width(text)));
  return right ? space + text : text + space;
}
