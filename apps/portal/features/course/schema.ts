import { z } from "zod";

export const courseInput = z.object({ course: z.string().max(63) });
