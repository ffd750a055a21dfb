import { uploadRole } from "@gradmark/contract";
import { z } from "zod";

/** What comes with a file in the address of an upload; the kind is the role. */
export const handInUpload = z.object({ kind: uploadRole, name: z.string().min(1).max(200) });

export const uploadInput = z.object({ upload: z.string().max(100) });

/** `anyway` keeps an address that looks like a page about the file. */
export const linkInput = z.object({ url: z.string().trim().min(1).max(2000), anyway: z.boolean().default(false) });
