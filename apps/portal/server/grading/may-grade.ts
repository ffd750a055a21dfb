import { TRPCError } from "@trpc/server";
import type { Membership } from "../trpc.ts";

/** Whether a member of the staff grades a part: owner and TAs all of them, a grader those that are named. */
export function mayGrade({ role, parts }: Pick<Membership, "role" | "parts">, part: string): boolean {
  return role === "owner" || role === "ta" || (role === "grader" && (parts ?? []).includes(part));
}

/** Whether a member of the staff reads the marks of a part: whoever grades it, and observers. */
export function maySee(member: Pick<Membership, "role" | "parts">, part: string): boolean {
  return member.role === "observer" || mayGrade(member, part);
}

/** @throws FORBIDDEN for a part of others, and for the work of one's own team */
export function requirePart(member: Membership, part: string, teamId: string): void {
  if (!mayGrade(member, part))
    throw new TRPCError({
      code: "FORBIDDEN",
      message: `You do not grade the part “${part}”. Ask the owner of the course.`,
    });
  if (member.team?.id === teamId)
    throw new TRPCError({
      code: "FORBIDDEN",
      message: "You are in this team yourself. Somebody else has to grade it.",
    });
}
