import { z } from "zod";

export const entryInput = z.object({ entry: z.string().max(100) });
export const finalInput = z.object({ entries: z.array(z.string().max(100)).max(100) });
