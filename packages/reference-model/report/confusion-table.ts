/** An HTML table of a confusion matrix, with accuracy for each class; wrong cells are tinted by their share. */
export function confusionTable(confusion: readonly (readonly number[])[], classes: readonly string[]): string {
  const head = classes.map((name) => `<th scope="col">${name}</th>`).join("");
  const body = confusion.map((counts, truth) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const cells = counts.map((count, guess) => cell(count, total, truth === guess)).join("");
    const right = total === 0 ? "–" : `${(((counts[truth] ?? 0) / total) * 100).toFixed(1)} %`;
    return `<tr><th scope="row">${classes[truth] ?? truth}</th>${cells}<td>${total}</td><td>${right}</td></tr>`;
  });
  return `<table><caption>Row: what it is. Column: what the model said. In images of the validation part.</caption>
<thead><tr><th scope="col">is \\ said</th>${head}<th scope="col">all</th><th scope="col">right</th></tr></thead>
<tbody>${body.join("\n")}</tbody></table>`;
}

function cell(count: number, total: number, right: boolean): string {
  if (count === 0) return "<td></td>";
  if (right) return `<td class="right">${count}</td>`;
  const share = Math.min(1, (20 * count) / Math.max(1, total));
  return `<td style="background:color-mix(in srgb, var(--wrong) ${Math.round(15 + 60 * share)}%, transparent)">${count}</td>`;
}
