"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { hashFile } from "#client/hash-file.ts";
import { useTRPC } from "#client/trpc.ts";
import type { SameView } from "../view.ts";

/** Whether the team has uploaded exactly this file before: asked by its hash, before a byte is sent or a try used. */
export function useSameEntry(course: string, file: File | null): SameView | null {
  const trpc = useTRPC();
  const [hash, setHash] = useState<{ file: File; sha256: string } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    if (file)
      hashFile(file, stop.signal).then(
        (sha256) => setHash({ file, sha256 }),
        () => {}, // a file that cannot be read is told by the check beside this
      );
    return () => stop.abort();
  }, [file]);
  const sha256 = hash !== null && hash.file === file ? hash.sha256 : null;
  const same = useQuery(
    trpc.submit.findSame.queryOptions({ course, sha256: sha256 ?? "" }, { enabled: sha256 !== null }),
  );
  return sha256 === null ? null : (same.data ?? null);
}
