import { z } from "zod";

const title = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(10_000);

export const listInput = z.object({ text: z.string().max(200).default("") });
export const showInput = z.object({ question: z.string().max(100) });
export const askInput = z.object({ title, body: text });
export const messageInput = showInput.extend({ body: text });
export const publishInput = showInput.extend({ published: z.object({ title, question: text, answer: text }) });
export const duplicateInput = showInput.extend({ of: z.string().max(100) });
