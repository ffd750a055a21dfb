import type { Team } from "@gradmark/contract";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

export interface UploadRequest {
  ctx: Context;
  /** The uploader, of whom it is known that they are in a team of the course. */
  member: Membership & { team: Team };
  request: Request;
  /** The parameters of the address, unchecked. */
  query: Record<string, string>;
}

export interface UploadAnswer {
  status: number;
  body: object;
}

/** Takes one kind of file. */
export type Acceptor = (upload: UploadRequest) => Promise<UploadAnswer>;
