import { z } from "zod";

/** Long enough to say what is wrong with a name that is far too long. */
export const nameInput = z.object({ name: z.string().max(1000) });
export const inviteInput = z.object({ inviteCode: z.string().trim().max(100) });

const id = z.string().max(100);
/** Teams are asked by the name that everybody sees. */
export const askInput = z.object({ name: z.string().max(1000) });
export const findInput = z.object({ text: z.string().trim().max(100) });
export const requestInput = z.object({ request: id });
export const decisionInput = requestInput.extend({ accept: z.boolean() });
export const memberInput = z.object({ member: id });
