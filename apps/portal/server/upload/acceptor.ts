import type { Team } from "@gradmark/contract";
import type { StoredBlob } from "@gradmark/course";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

export interface UploadRequest {
  ctx: Context;
  /** The uploader, of whom it is known that they are in a team of the course. */
  member: Membership & { team: Team };
  /** Stores the file and gives its address. @throws UploadTooLarge, UploadIncomplete */
  receive: (maxBytes: number) => Promise<StoredBlob>;
  /** The upload in pieces that the file came by. */
  resumed: string | null;
  /** The parameters of the address, unchecked. */
  query: Record<string, string>;
}

export interface UploadAnswer {
  status: number;
  body: object;
}

/** Takes one kind of file. */
export type Acceptor = (upload: UploadRequest) => Promise<UploadAnswer>;
