"use client";
import type { InputProblem } from "@gradmark/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { uploadFile } from "#client/upload.ts";

export interface RefusedUpload {
  step: "refused";
  refusal: string;
  message: string;
  problems?: InputProblem[];
}

type State = { step: "ready" } | { step: "sending"; share: number; paused: boolean } | RefusedUpload;

/** Sends an entry and opens its page when the portal has taken it. */
export function useEntryUpload(course: string) {
  const [state, setState] = useState<State>({ step: "ready" });
  const abort = useRef<AbortController | null>(null);
  const router = useRouter();
  const queries = useQueryClient();
  const upload = async (file: File, description: string, again: boolean) => {
    abort.current = new AbortController();
    setState({ step: "sending", share: 0, paused: false });
    const query = { course, kind: "entry", name: file.name.slice(0, 200), description, again: again ? "yes" : "no" };
    const result = await uploadFile<{ entry: { id: string } }>(query, file, {
      onProgress: (share) => setState({ step: "sending", share, paused: false }),
      onPause: (paused) => setState((before) => (before.step === "sending" ? { ...before, paused } : before)),
      signal: abort.current.signal,
    });
    if (!result.ok) return setState({ step: "refused", ...result });
    await queries.invalidateQueries();
    router.push(`/c/${course}/entries/${result.entry.id}`);
  };
  return { state, upload, cancel: () => abort.current?.abort(), reset: () => setState({ step: "ready" }) };
}
