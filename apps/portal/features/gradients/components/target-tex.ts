/** A slot's target, such as `dX_out[i]/dX_in[j]`, as TeX. `tex` holds the problem's own spellings of its names. */
export function targetTex(target: string, tex: Record<string, string>): string {
  const match = /^d(\w+)(\[[^\]]*\])?\s*\/\s*d(\w+)(\[[^\]]*\])?$/.exec(target.trim());
  if (!match) return `\\text{${escapeText(target)}}`;
  const [, above = "", aboveIndex, below = "", belowIndex] = match;
  return `\\frac{\\partial ${nameTex(above, aboveIndex, tex)}}{\\partial ${nameTex(below, belowIndex, tex)}}`;
}

/** A condition on indices, such as `i != j`, as TeX. */
export function whereTex(where: string): string {
  return where
    .replaceAll("==", "=")
    .replaceAll("!=", "\\ne ")
    .replaceAll("<=", "\\le ")
    .replaceAll(">=", "\\ge ")
    .replaceAll("&&", "\\wedge ")
    .replaceAll("||", "\\vee ");
}

function nameTex(name: string, index: string | undefined, tex: Record<string, string>): string {
  const spelt = tex[name] ?? spell(name);
  return index === undefined ? spelt : `(${spelt})_{${index.slice(1, -1)}}`;
}

/** `x_in` is x with an upright “in”, `x1` is x with a 1, `beta` is β, other words stand upright. */
function spell(name: string): string {
  const [head = name, ...rest] = name.split("_");
  const numbered = /^([A-Za-z]+?)(\d+)$/.exec(head);
  const base = letters(numbered?.[1] ?? head);
  const below = [numbered?.[2], ...rest].filter((part) => part !== undefined).map(subscript);
  return below.length === 0 ? base : `${base}_{${below.join(",\\,")}}`;
}

function subscript(part: string): string {
  return /^(?:\d+|[A-Za-z])$/.test(part) ? part : `\\mathrm{${part.replace(/[^A-Za-z0-9]/g, "")}}`;
}

function letters(word: string): string {
  if (word.length === 1) return word;
  return greek.has(word) ? `\\${word}` : `\\mathrm{${word}}`;
}

const greek = new Set(
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega".split(
    " ",
  ),
);

function escapeText(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (sign) => `\\char"${(sign.codePointAt(0) ?? 63).toString(16).toUpperCase()} `);
}
