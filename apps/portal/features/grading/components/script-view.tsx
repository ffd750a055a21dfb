"use client";
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Notice } from "#components/notice.tsx";
import type { DeskComment } from "../view.ts";
import classes from "./script-view.module.css";
import { type Token, useTokens } from "./use-tokens.ts";

export interface LineRange {
  from: number;
  to: number;
}

interface Script {
  name: string;
  language: string;
  text: string;
  problem: string | null;
}

/** A student's script with line numbers, colours, and the comments below the lines that they are about. */
export function ScriptView({
  script,
  comments,
  onComment,
}: {
  script: Script;
  comments: readonly DeskComment[];
  onComment: (range: LineRange) => void;
}) {
  const [range, setRange] = useState<LineRange | null>(null);
  const plain = script.text.split(/\r?\n/);
  const tokens = useTokens(script.text, script.language);
  if (script.problem !== null) return <Notice state="bad">{script.problem}</Notice>;
  const choose = (line: number, extend: boolean) =>
    setRange(
      extend && range ? { from: Math.min(range.from, line), to: Math.max(range.to, line) } : { from: line, to: line },
    );
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{script.name}</Text>
        <Group gap="xs">
          <Text fz="sm" c="dimmed">
            {range ? `Lines ${range.from} to ${range.to}` : "Choose a line number; with Shift a range."}
          </Text>
          <Button size="compact-sm" variant="default" disabled={!range} onClick={() => range && onComment(range)}>
            Comment on lines
          </Button>
        </Group>
      </Group>
      {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className={classes.code} aria-label={`Text of ${script.name}`} tabIndex={0}>
        {plain.map((text, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={k}>
            <div
              className={classes.line}
              data-chosen={(range && k + 1 >= range.from && k + 1 <= range.to) || undefined}
            >
              <button
                type="button"
                className={classes.number}
                aria-label={`Line ${k + 1}`}
                onClick={(event) => choose(k + 1, event.shiftKey)}
              >
                {k + 1}
              </button>
              <code className={classes.text}>
                <Line tokens={tokens?.[k]} text={text} />
              </code>
            </div>
            <Remarks comments={comments.filter(({ place }) => place.kind === "lines" && place.to === k + 1)} />
          </div>
        ))}
      </section>
    </div>
  );
}

/** Coloured where colours are there; always text, never HTML. */
function Line({ tokens, text }: { tokens: Token[] | undefined; text: string }) {
  if (!tokens) return text === "" ? "\u200b" : text;
  return tokens.map(({ offset, content, color }) => (
    <span key={offset} style={{ color }}>
      {content}
    </span>
  ));
}

function Remarks({ comments }: { comments: readonly DeskComment[] }) {
  return comments.map(({ id, by, text, audience }) => (
    <div key={id} className={classes.remark} id={`comment-${id}`} data-audience={audience}>
      <strong>{audience === "staff" ? `${by}, for the staff` : by}</strong>
      <p>{text}</p>
    </div>
  ));
}
