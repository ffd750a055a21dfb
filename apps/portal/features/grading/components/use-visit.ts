"use client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "#client/trpc.ts";

/** Somebody else who has the hand-in open. */
interface Visitor {
  name: string;
  since: Date;
}

const visitMs = 15_000;

/** Says every while that the page is open; who else has it open, and the versions of its marks on the server. */
export function useVisit(course: string, handIn: string, first: Visitor[]) {
  const trpc = useTRPC();
  const [seen, setSeen] = useState<{ others: Visitor[]; versions: Record<string, number> }>({
    others: first,
    versions: {},
  });
  const { mutateAsync: visit } = useMutation(trpc.grading.visit.mutationOptions());
  const { mutateAsync: leave } = useMutation(trpc.grading.leave.mutationOptions());
  useEffect(() => {
    // A visit that fails is made up for by the next one.
    const tell = () => void visit({ course, handIn }).then(setSeen, () => {});
    const timer = setInterval(tell, visitMs);
    tell();
    return () => {
      clearInterval(timer);
      void leave({ course, handIn }).catch(() => {});
    };
  }, [course, handIn, visit, leave]);
  return seen;
}
