import { z } from "zod";

/** `lastEventId` is sent by the browser itself when it connects anew. */
export const changesInput = z.object({
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
