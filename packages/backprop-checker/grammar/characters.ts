/** Greek letters by their names, as TeX and we spell them. */
const greek: readonly (readonly [string, string])[] = [
  ["α", "alpha"],
  ["β", "beta"],
  ["γ", "gamma"],
  ["δ", "delta"],
  ["ε", "epsilon"],
  ["ϵ", "epsilon"],
  ["ζ", "zeta"],
  ["η", "eta"],
  ["θ", "theta"],
  ["ι", "iota"],
  ["κ", "kappa"],
  ["λ", "lambda"],
  ["μ", "mu"],
  ["µ", "mu"],
  ["ν", "nu"],
  ["ξ", "xi"],
  ["π", "pi"],
  ["ρ", "rho"],
  ["σ", "sigma"],
  ["ς", "sigma"],
  ["τ", "tau"],
  ["υ", "upsilon"],
  ["φ", "phi"],
  ["ϕ", "phi"],
  ["χ", "chi"],
  ["ψ", "psi"],
  ["ω", "omega"],
  ["Γ", "Gamma"],
  ["Δ", "Delta"],
  ["Θ", "Theta"],
  ["Λ", "Lambda"],
  ["Ξ", "Xi"],
  ["Π", "Pi"],
  ["Σ", "Sigma"],
  ["Φ", "Phi"],
  ["Ψ", "Psi"],
  ["Ω", "Omega"],
];
export const greekLetters: ReadonlyMap<string, string> = new Map(greek);
export const greekNames: ReadonlySet<string> = new Set(greek.map(([, name]) => name));

/** Single characters that stand for one of our marks. */
export const markCharacters: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["–", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["·", "*"],
  ["⋅", "*"],
  ["×", "*"],
  ["∗", "*"],
  ["∙", "*"],
  ["•", "*"],
  ["÷", "/"],
  ["∕", "/"],
  ["⁄", "/"],
  ["⊙", ".*"],
  ["∘", ".*"],
  ["⊘", "./"],
  ["≤", "<="],
  ["⩽", "<="],
  ["≥", ">="],
  ["⩾", ">="],
  ["≠", "!="],
  ["∧", "and"],
  ["∨", "or"],
  ["¬", "not"],
  ["∂", "∂"],
  ["∇", "∇"],
  ["∑", "sum"],
  ["√", "sqrt"],
  ["‖", "‖"],
  ["∥", "‖"],
  ["∣", "|"],
  ["′", "'"],
  ["’", "'"],
  ["𝟙", "indicator"],
  ["𝟏", "indicator"],
  ["𝕀", "indicator"],
]);

export const subscripts: ReadonlyMap<string, string> = new Map(
  pairs("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧ₊₋₌,", "0123456789aehijklmnoprstuvxβγ+-=,").filter(([sub]) => sub !== ","),
);

export const superscripts: ReadonlyMap<string, string> = new Map(
  pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀ⊤ᵏᵐᵗᵇᵈᵃᵉᵒᵖʳˢᵘᵛʷˣʸᶻ", "0123456789+-()niTTkmtbdaeoprsuvwxyz"),
);

/** Marks that sit on the letter before them, by the name of the accent. */
export const combiningAccents: ReadonlyMap<string, string> = new Map([
  ["\u0302", "hat"],
  ["\u0304", "bar"],
  ["\u0305", "bar"],
  ["\u0303", "tilde"],
  ["\u0307", "dot"],
]);

function pairs(from: string, to: string): [string, string][] {
  const targets = [...to];
  return [...from].map((character, position) => [character, targets[position] ?? ""]);
}

/** Of ASCII, by character code. */
export function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Blanks and controls, `$`, `~`, and whatever is not ASCII. */
export function mayBeSpace(code: number): boolean {
  return code <= 36 || code >= 126;
}

/**
 * What a word, a number or space looks like where one starts; words by the format of the answer. Only what can match is
 * tried: here most of the time of reading goes.
 */
export const openers = {
  latex: /^[A-Za-z]+\d*/,
  plain: /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*/,
  number: /^(\d+(\.(?![*/^])\d*)?|\.\d+)([eE][+-]?\d+)?/,
  space: /^(\s|\u200b|\ufeff|~|\$)+/,
} as const;
