/** Numbers to five digits, with a real minus sign; vectors and matrices in brackets. */
export function formatValue(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(5))).replaceAll("-", "−");
  if (Array.isArray(value)) return `(${value.map(formatValue).join(", ")})`;
  return JSON.stringify(value);
}
