"use client";
import { Switch, Text, Textarea } from "@mantine/core";
import { type KeyboardEvent, lazy, Suspense, useState } from "react";
import type { ReadAnswer } from "./use-echo.ts";
import { useFormulaEditor } from "./use-formula-editor.ts";

const FormulaField = lazy(async () => ({ default: (await import("./formula-field.tsx")).FormulaField }));

interface AnswerFieldProps {
  slot: string;
  answer: string;
  echo: ReadAnswer;
  disabled: boolean;
  onChange: (answer: string) => void;
  onSubmit: () => void;
}

/**
 * The answer as plain text, or in the formula editor. Switching keeps what was typed: the editor takes over what can be
 * read, as LaTeX that reads the same, and what it leaves unchanged stays as it was typed.
 */
export function AnswerField(props: AnswerFieldProps) {
  const { slot, answer, echo, disabled, onChange, onSubmit } = props;
  const [wanted, setWanted] = useFormulaEditor();
  const [unfinished, setUnfinished] = useState(false);
  /** What the editor made last: it may be unfinished, and still belongs in the editor. */
  const [made, setMade] = useState("");
  const latex = answer === made ? made : latexOf(answer, slot, echo);
  const inEditor = wanted && !disabled && latex !== null;
  const change = (text: string) => {
    setMade(text);
    onChange(text);
  };
  const toggle = (on: boolean) => {
    const possible = !on || latexOf(answer, slot, echo) !== null;
    setUnfinished(!possible);
    if (possible) setWanted(on);
  };
  return (
    <>
      {inEditor ? (
        <>
          <Text size="sm" fw={600} mb={4} aria-hidden="true">
            Your answer
          </Text>
          <Suspense>
            <FormulaField
              label="Your answer"
              latex={latex}
              own={answer === made}
              onChange={change}
              onSubmit={onSubmit}
            />
          </Suspense>
        </>
      ) : (
        <PlainField answer={answer} disabled={disabled} onChange={onChange} onSubmit={onSubmit} />
      )}
      <Switch
        mt="xs"
        size="sm"
        label="Formula editor"
        checked={inEditor}
        onChange={(event) => toggle(event.currentTarget.checked)}
        disabled={disabled}
      />
      {unfinished && (
        <Text size="sm" role="status">
          The formula editor takes over what can be read. Finish or clear what you typed, then switch.
        </Text>
      )}
    </>
  );
}

/** The answer as LaTeX, which the same grammar reads as the same; null while it cannot be read. */
function latexOf(answer: string, slot: string, echo: ReadAnswer): string | null {
  if (answer.trim() === "") return "";
  const read = echo?.(slot, answer);
  return read && "tex" in read ? read.tex : null;
}

function PlainField({ answer, disabled, onChange, onSubmit }: Omit<AnswerFieldProps, "slot" | "echo">) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <Textarea
      label="Your answer"
      description="Plain, such as a*(b + c)^2, or LaTeX. Enter checks it."
      value={answer}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      disabled={disabled}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
    />
  );
}
