import { z } from "zod";

export const renameInput = z.object({ name: z.string().trim().min(1).max(100) });

export const sessionInput = z.object({ session: z.string().max(100) });
