"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { CellTable } from "./cell-table.tsx";
import { CurvePlot } from "./curve-plot.tsx";

/** Draws where an answer differs from the derivative: a curve where it has one variable, else a table of cells. */
export function DifferenceView({ course, answer }: { course: string; answer: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.gradients.difference.queryOptions({ course, answer }, { staleTime: Infinity }));
  if (!data) return null;
  if (data.curve) return <CurvePlot curve={data.curve} />;
  return data.cells.length > 1 ? <CellTable cells={data.cells} /> : null;
}
