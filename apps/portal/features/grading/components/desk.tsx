"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import classes from "./desk.module.css";
import { DeskDocument } from "./desk-document.tsx";
import { DeskHead } from "./desk-head.tsx";
import { deskKeys } from "./desk-keys.ts";
import { DeskMarks } from "./desk-marks.tsx";
import { KeyHelp } from "./key-help.tsx";
import { useDesk } from "./use-desk.ts";
import { useKeys } from "./use-keys.ts";

/** The grading workspace: a hand-in beside its rubric. Everything can be done by keyboard; `?` lists the keys. */
export function Desk({ course, handIn }: { course: string; handIn: string }) {
  const trpc = useTRPC();
  // What is typed here must not be replaced by a fresh answer: others' saves are told by the visits.
  const { data } = useSuspenseQuery(
    trpc.grading.open.queryOptions({ course, handIn }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  );
  const desk = useDesk(course, data);
  const [help, setHelp] = useState(false);
  const showHelp = () => setHelp(true);
  const keys = deskKeys(desk, showHelp);
  useKeys(keys);
  useWarning([...desk.drafts.drafts.values()].some(({ status }) => status !== "saved"));
  return (
    <div className={classes.wide}>
      <KeyHelp opened={help} actions={keys} onClose={() => setHelp(false)} />
      <DeskHead desk={desk} onHelp={showHelp} />
      <div className={classes.desk}>
        <DeskDocument desk={desk} />
        <DeskMarks desk={desk} />
      </div>
    </div>
  );
}

/** Asks before a page with unsaved marks is closed. */
function useWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
