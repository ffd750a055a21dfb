import { courseRoles } from "@gradmark/contract";
import { z } from "zod";

const id = z.string().min(1).max(100);

export const splitInput = z.object({ doubleShare: z.number().min(0).max(1) });
export const calibrationInput = z.object({ handIn: id, part: id });
export const blindInput = z.object({ blind: z.boolean() });

export const roleInput = z.object({
  person: id,
  role: z.enum(courseRoles),
  /** The parts of a grader; ignored for other roles. */
  parts: z.array(id).max(50),
});
