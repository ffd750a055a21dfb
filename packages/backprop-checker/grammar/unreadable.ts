import type { GradientDiagnosis, GradientDiagnosisCode } from "@gradmark/contract";
import type { Span } from "./tree.ts";

/** What one answer may cost to read. Hostile input ends here, with a message, before it costs anything. */
export const readingLimits = { characters: 2000, tokens: 500, depth: 64, nodes: 1000, digits: 30 } as const;

/**
 * A place that cannot be read. Thrown inside this package only, from the depth of a recursive descent, and turned
 * into a diagnosis by `readably`: to the outside a person's mistake is a value.
 */
export class Unreadable extends Error {
  readonly diagnosis: GradientDiagnosis;

  constructor(code: GradientDiagnosisCode, message: string, span?: Span) {
    super(message);
    this.name = "Unreadable";
    this.diagnosis = span === undefined ? { code, message } : { code, message, start: span.start, end: span.end };
  }
}

export type Read<T> = { ok: true; value: T } | { ok: false; diagnoses: GradientDiagnosis[] };

/** Runs a reading step and returns its value, or the place where it stopped. */
export function readably<T>(step: () => T): Read<T> {
  try {
    return { ok: true, value: step() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, diagnoses: [error.diagnosis] };
    throw error;
  }
}

/** "At character 14: …" – people count from 1. */
export function atCharacter(span: Span, what: string): string {
  return `At character ${span.start + 1}: ${what}`;
}
