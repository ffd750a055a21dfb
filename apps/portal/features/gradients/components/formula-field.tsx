"use client";
import type { MathfieldElement } from "mathlive";
import { useEffect, useRef, useState } from "react";
import classes from "./slot-form.module.css";

interface FormulaFieldProps {
  label: string;
  latex: string;
  /** Whether `latex` is what this editor made: it may be older than what stands in it, and must not be put back. */
  own: boolean;
  onChange: (latex: string) => void;
  onSubmit: () => void;
}

/**
 * MathLive's editor, fetched when it is first switched on. Its letters are those of KaTeX, whose style sheet every page
 * has, so it fetches no fonts and no sounds from anywhere.
 */
export function FormulaField({ label, latex, own, onChange, onSubmit }: FormulaFieldProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(latex);
  const [field, setField] = useState<MathfieldElement | "failed" | null>(null);
  useEffect(() => {
    latest.current = latex;
  }, [latex]);
  useEffect(() => {
    const abort = new AbortController();
    void makeField(label).then(
      (made) => {
        if (abort.signal.aborted) return;
        box.current?.append(made);
        made.setValue(latest.current, { silenceNotifications: true });
        setField(made);
        abort.signal.addEventListener("abort", () => made.remove());
      },
      () => setField("failed"),
    );
    return () => abort.abort();
  }, [label]);
  useEffect(() => {
    if (own || !(field instanceof HTMLElement) || field.value === latex) return;
    field.setValue(latex, { silenceNotifications: true });
  }, [field, latex, own]);
  useEffect(() => {
    if (!(field instanceof HTMLElement)) return;
    const abort = new AbortController();
    field.addEventListener("input", () => onChange(field.value), { signal: abort.signal });
    field.addEventListener("keydown", (event) => sendOnEnter(event, onSubmit), { signal: abort.signal, capture: true });
    return () => abort.abort();
  }, [field, onChange, onSubmit]);
  if (field === "failed") return <p>The formula editor could not be loaded. Switch it off, and type plainly.</p>;
  return <div ref={box} className={classes.mathfield} />;
}

async function makeField(label: string): Promise<MathfieldElement> {
  const { MathfieldElement: Field } = await import("mathlive");
  Field.fontsDirectory = null;
  Field.soundsDirectory = null;
  const field = new Field();
  field.setAttribute("aria-label", label);
  // Its own settings can be changed once it stands in a page.
  field.addEventListener("mount", () => {
    field.inlineShortcuts = shortcuts;
    field.menuItems = [];
  });
  return field;
}

function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  send();
}

/** Words that become signs while they are typed: only such as the checker's grammar knows. */
const shortcuts: Record<string, string> = {
  ...Object.fromEntries(
    "alpha beta gamma delta epsilon theta lambda mu sigma tau phi exp log tanh max min"
      .split(" ")
      .map((name) => [name, `\\${name}`]),
  ),
  partial: "\\partial",
  sqrt: "\\sqrt{#?}",
  sum: "\\sum",
  "*": "\\cdot",
  "<=": "\\le",
  ">=": "\\ge",
  "!=": "\\ne",
};
