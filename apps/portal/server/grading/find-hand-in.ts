import type { HandIn } from "@gradmark/contract";
import { selectOptionalHandIn } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

/** @throws NOT_FOUND for a hand-in of another course, as for one that never was */
export function findHandIn({ house, course }: Pick<Context & Membership, "house" | "course">, id: string): HandIn {
  const handIn = selectOptionalHandIn(house.database, id);
  if (handIn?.courseId !== course.id)
    throw new TRPCError({ code: "NOT_FOUND", message: "This course has no such hand-in. Open the page “Grading”." });
  return handIn;
}
