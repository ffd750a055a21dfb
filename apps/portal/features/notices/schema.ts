import { noticeChannels, noticeTopic } from "@gradmark/contract";
import { z } from "zod";

/** One notice, or all that came until now. */
export const readInput = z.object({ notice: z.string().max(100).optional() });
export const listInput = z.object({ cursor: z.object({ at: z.date(), id: z.string().max(100) }).optional() });
export const preferenceInput = z.object({ topic: noticeTopic, channels: noticeChannels });
