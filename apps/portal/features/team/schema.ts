import { z } from "zod";

/** Long enough to say what is wrong with a name that is far too long. */
export const nameInput = z.object({ name: z.string().max(1000) });
export const inviteInput = z.object({ inviteCode: z.string().trim().max(100) });
