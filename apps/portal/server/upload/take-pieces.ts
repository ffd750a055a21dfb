import type { UploadKind } from "@gradmark/contract";
import type { StoredBlob } from "@gradmark/course";
import { selectOptionalResumableUpload, updateResumableUploadReceived } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { goneMessage } from "./partial-files.ts";
import { UploadIncomplete } from "./receive-file.ts";

/**
 * The file of an upload in pieces, moved into the store once it is whole. Asking again gives the same, also after a
 * crash at any point in between.
 *
 * @throws NOT_FOUND, UploadIncomplete
 */
export async function takePieces(
  { house, now }: Context,
  { person, course }: Pick<Membership, "person" | "course">,
  { id, kind }: { id: string; kind: UploadKind },
): Promise<StoredBlob> {
  const { database, partials, blobs, uploadLocks } = house;
  return uploadLocks.hold(id, async () => {
    const upload = selectOptionalResumableUpload(database, id);
    const isOwn = upload?.userId === person.id && upload.courseId === course.id && upload.kind === kind;
    if (!upload || !isOwn || upload.expiresAt <= now) throw new TRPCError({ code: "NOT_FOUND", message: goneMessage });
    if (upload.received && (await blobs.has(upload.received.sha256))) return upload.received;
    const bytes = await partials.sizeOf(id).catch(() => 0);
    if (bytes !== upload.bytes)
      throw new UploadIncomplete(`${bytes} of ${upload.bytes} bytes have arrived. Send the rest, then ask again.`);
    return blobs.adopt(partials.path(id), (received) => updateResumableUploadReceived(database, { id, received }));
  });
}
