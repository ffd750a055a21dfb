import { z } from "zod";

export const regradeInput = z.object({ part: z.string().max(100), text: z.string().trim().min(1).max(5000) });
export const withdrawInput = z.object({ request: z.string().max(100) });
