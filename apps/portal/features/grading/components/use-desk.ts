"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { type RefObject, useRef, useState } from "react";
import type { AppRouter } from "#server/root.ts";
import type { DeskComment, DeskPart } from "../view.ts";
import { toggle } from "./toggle-item.ts";
import { type Draft, useDrafts } from "./use-drafts.ts";

export type DeskData = inferRouterOutputs<AppRouter>["grading"]["open"];
export type DeskView = "report" | "script" | "evidence";

/** Everything that the workspace's parts show and do. */
export interface DeskState {
  course: string;
  data: DeskData;
  drafts: ReturnType<typeof useDrafts>;
  part: DeskPart | undefined;
  draft: Draft | undefined;
  view: DeskView;
  comments: DeskComment[];
  pool: DeskData["pool"];
  place: DeskComment["place"];
  drawing: boolean;
  /** The field in which comments are written. */
  field: RefObject<HTMLTextAreaElement | null>;
  setView: (view: DeskView) => void;
  setPlace: (place: DeskComment["place"]) => void;
  setDrawing: (on: boolean) => void;
  setPool: (pool: DeskData["pool"]) => void;
  choosePart: (id: string) => void;
  /** Saves what is changed, and opens another hand-in. */
  go: (to: string | null) => Promise<void>;
  /** Marks the part as done and goes on to the next one. */
  finish: () => Promise<void>;
  toggleItem: (item: string) => void;
  /** Begins a comment at a place. */
  commentAt: (place: DeskComment["place"]) => void;
  putComment: (id: string, comment: DeskComment | null) => void;
}

export function useDesk(course: string, data: DeskData): DeskState {
  const router = useRouter();
  const drafts = useDrafts(course, data.handIn.id, data.parts);
  const [partId, setPart] = useState(firstOpen(data.parts));
  const [view, setView] = useState<DeskView>(viewOf(partId, data));
  const [comments, setComments] = useState<DeskComment[]>(data.comments);
  const [pool, setPool] = useState(data.pool);
  const [place, setPlace] = useState<DeskComment["place"]>({ kind: "general" });
  const [drawing, setDrawing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const part = data.parts.find(({ id }) => id === partId);
  const draft = drafts.drafts.get(partId);
  const choosePart = (id: string) => {
    setPart(id);
    setView(viewOf(id, data));
  };
  return {
    ...{ course, data, drafts, part, draft, view, comments, pool, place, drawing, field },
    ...{ setView, setPlace, setDrawing, setPool, choosePart },
    go: async (to) => {
      if ((await drafts.saveAll()) && to !== null) router.push(`/c/${course}/staff/grading/${to}`);
    },
    finish: async () => {
      if (!part?.mayGrade || !(await drafts.save(part.id, true))) return;
      const isLeft = ({ id, mayGrade }: DeskPart) => id !== part.id && mayGrade && !drafts.drafts.get(id)?.isDone;
      const next = data.parts.find(isLeft);
      if (next) choosePart(next.id);
    },
    toggleItem: (item) => {
      if (part?.mayGrade && draft) drafts.change(part.id, { applied: toggle(part.items, draft.content.applied, item) });
    },
    commentAt: (where) => {
      setPlace(where);
      setDrawing(false);
      field.current?.focus();
    },
    putComment: (id, comment) => setComments((all) => put(all, id, comment)),
  };
}

function firstOpen(parts: readonly DeskPart[]): string {
  return (parts.find(({ mayGrade, mark }) => mayGrade && mark?.state !== "done") ?? parts[0])?.id ?? "";
}

/** What is read to grade a part: code beside the script's rubric, else the report. */
function viewOf(part: string, { handIn }: DeskData): DeskView {
  return part === "script" || !handIn.report ? "script" : "report";
}

/** Adds, replaces or takes away a comment. */
function put(all: readonly DeskComment[], id: string, comment: DeskComment | null): DeskComment[] {
  if (comment && !all.some((one) => one.id === id)) return [...all, comment];
  return all.flatMap((one) => (one.id !== id ? [one] : comment ? [comment] : []));
}
