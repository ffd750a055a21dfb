"use client";
import type { MarkContent } from "@gradmark/contract";
import { useMutation } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import type { DeskMark, DeskPart } from "../view.ts";

/** A part's mark as it stands on the page, and how far it is saved. */
export interface Draft {
  content: MarkContent;
  /** The version that was seen last. */
  version: number;
  isDone: boolean;
  points: number | null;
  status: "saved" | "changed" | "saving" | "stale" | "failed";
  /** What somebody else saved meanwhile; with `stale`. */
  stored: DeskMark | null;
  message: string | null;
}

const quietMs = 700;

/**
 * The marks of a hand-in, saved by themselves a moment after the last change. A save that comes too late is not sent
 * again: both versions are kept until the grader says which one holds.
 */
export function useDrafts(course: string, handIn: string, parts: readonly DeskPart[]) {
  const trpc = useTRPC();
  const [drafts, setDrafts] = useState(() => new Map(parts.map((part) => [part.id, draftOf(part.mark)])));
  // What holds now, before the page is drawn anew: a save that waits for another must name the version of that one.
  const latest = useRef(drafts);
  const running = useRef(new Map<string, Promise<boolean>>());
  const { mutateAsync } = useMutation(trpc.grading.save.mutationOptions());

  const put = useCallback((part: string, values: Partial<Draft>) => {
    const before = latest.current.get(part);
    if (before) latest.current = new Map(latest.current).set(part, { ...before, ...values });
    setDrafts(latest.current);
  }, []);

  const send = useCallback(
    async (part: string, done: boolean): Promise<boolean> => {
      const draft = latest.current.get(part);
      if (!draft || draft.status === "stale") return false;
      put(part, { status: "saving", message: null });
      try {
        const { content, version: seen } = draft;
        const answer = await mutateAsync({ course, handIn, part, content, seen, done });
        if (answer.ok) {
          const { version, points, state } = answer.mark;
          const unchanged = latest.current.get(part)?.content === content;
          put(part, { version, points, isDone: state === "done", status: unchanged ? "saved" : "changed" });
          return true;
        }
        put(part, refused(answer));
      } catch (error) {
        put(part, { status: "failed", message: error instanceof Error ? error.message : String(error) });
      }
      return false;
    },
    [course, handIn, mutateAsync, put],
  );
  /** One save of a part after the other. */
  const save = useCallback(
    (part: string, done: boolean): Promise<boolean> => {
      const next = (running.current.get(part) ?? Promise.resolve(true)).then(() => send(part, done));
      running.current.set(part, next);
      return next;
    },
    [send],
  );
  useQuietly(drafts, save);
  return { drafts, save, ...deskActions(latest, put, save) };
}

/** What a grader does with the drafts. */
function deskActions(
  latest: RefObject<Map<string, Draft>>,
  put: (part: string, values: Partial<Draft>) => void,
  save: (part: string, done: boolean) => Promise<boolean>,
) {
  const change = (part: string, values: Partial<MarkContent>) => {
    const before = latest.current.get(part);
    if (!before) return;
    const status = before.status === "stale" ? "stale" : before.status === "saving" ? "saving" : "changed";
    put(part, { content: { ...before.content, ...values }, status });
  };
  /** Answers a clash: `mine` is saved over what is stored, or what is stored takes its place. */
  const settle = (part: string, mine: boolean) => {
    const before = latest.current.get(part);
    if (!before) return;
    const version = before.stored?.version ?? 0;
    put(part, mine ? { version, status: "changed", stored: null } : draftOf(before.stored));
  };
  /** Saves all that is changed now; whether nothing is left unsaved. */
  const saveAll = async () => {
    const open = [...latest.current].filter(([, { status }]) => status !== "saved");
    return (await Promise.all(open.map(([part]) => save(part, false)))).every(Boolean);
  };
  return { change, settle, saveAll };
}

/** How a draft stands that was not taken. */
function refused(answer: { refusal: string; message: string; stored?: DeskMark | null }): Partial<Draft> {
  const { refusal, message, stored = null } = answer;
  return { status: refusal === "stale" ? "stale" : "failed", stored, message };
}

/** Saves what was changed a moment after the last change of any draft. */
function useQuietly(drafts: Map<string, Draft>, save: (part: string, done: boolean) => Promise<boolean>): void {
  useEffect(() => {
    const changed = [...drafts].filter(([, { status }]) => status === "changed").map(([part]) => part);
    if (changed.length === 0) return;
    const timer = setTimeout(() => {
      for (const part of changed) void save(part, false);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [drafts, save]);
}

function draftOf(mark: DeskMark | null): Draft {
  const { applied = [], adjustment = 0, adjustmentWhy = "", comment = "", note = "" } = mark ?? {};
  return {
    content: { applied, adjustment, adjustmentWhy, comment, note },
    version: mark?.version ?? 0,
    isDone: mark?.state === "done",
    points: mark?.points ?? null,
    status: "saved",
    stored: null,
    message: null,
  };
}
