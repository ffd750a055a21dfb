"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTRPC } from "#client/trpc.ts";

// Both are fetched with the first difference that is drawn: most visits need neither, and none at first.
const CurvePlot = lazy(async () => ({ default: (await import("./curve-plot.tsx")).CurvePlot }));
const CellTable = lazy(async () => ({ default: (await import("./cell-table.tsx")).CellTable }));

/** Draws where an answer differs from the derivative: a curve where it has one variable, else a table of cells. */
export function DifferenceView({ course, answer }: { course: string; answer: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.gradients.difference.queryOptions({ course, answer }, { staleTime: Infinity }));
  if (!data) return null;
  return (
    <Suspense>
      {data.curve ? <CurvePlot curve={data.curve} /> : data.cells.length > 1 && <CellTable cells={data.cells} />}
    </Suspense>
  );
}
