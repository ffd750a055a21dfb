import { statfs } from "node:fs/promises";

/** What stays free for the database and what others are sending. */
const reserveBytes = 512 * 2 ** 20;

/** Whether a file of so many bytes may come, as far as the disk is concerned. */
export async function hasRoom(folder: string, bytes: number, reserve = reserveBytes): Promise<boolean> {
  const { bavail, bsize } = await statfs(/* turbopackIgnore: true */ folder);
  return bavail * bsize >= bytes + reserve;
}

export const diskFullMessage =
  "The portal's disk is full, which is our fault. Nothing was taken, and no try was used. The staff has to make room: tell them, and keep the file.";
