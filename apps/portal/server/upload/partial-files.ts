import { mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type Database,
  deleteResumableUpload,
  selectExpiredUploads,
  selectOptionalResumableUpload,
} from "@gradmark/db";
import { DataStore, ERRORS, Upload } from "@tus/utils";

/** How long an upload may take from its first byte to its last, broken connections included. */
export const uploadLifeMs = 86_400_000;

export const goneMessage = "This upload is not here, or no longer: it is kept for a day. Begin it again.";

/**
 * The files of uploads that are not whole yet, one for each row of the database, which says whose it is and how long it
 * becomes. tus' own store keeps that beside the file, and acknowledges bytes before they are on the disk.
 */
export class PartialFiles extends DataStore {
  private readonly database: Database;
  private readonly folder: string;

  constructor(database: Database, folder: string) {
    super();
    this.database = database;
    this.folder = folder;
    this.extensions = ["creation", "creation-with-upload", "termination", "expiration"];
  }

  /** Ids are made by us; a name that could be none of them leads nowhere. */
  path(id: string): string {
    if (!/^[A-Za-z0-9_-]{43}$/.test(id)) throw ERRORS.FILE_NOT_FOUND;
    return join(/* turbopackIgnore: true */ this.folder, id);
  }

  /** The row is there already: whoever may begin an upload was settled before tus heard of it. */
  override async create(upload: Upload): Promise<Upload> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(this.path(upload.id), "wx", 0o600);
    await file.close();
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = selectOptionalResumableUpload(this.database, id);
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    // What came whole was moved away.
    const offset = row.received?.bytes ?? (await this.sizeOf(id));
    return new Upload({ id, size: row.bytes, offset });
  }

  /** Bytes that have arrived. */
  async sizeOf(id: string): Promise<number> {
    const found = await stat(this.path(id)).catch(() => null);
    if (!found) throw ERRORS.FILE_NO_LONGER_EXISTS;
    return found.size;
  }

  /** Gives the new offset once every byte before it is on the disk. What came before a failure stays. */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const file = await open(this.path(id), "r+");
    await pipeline(bytes, file.createWriteStream({ start: offset, flush: true }));
    return this.sizeOf(id);
  }

  override async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
    deleteResumableUpload(this.database, id);
  }

  /** Removes what nobody finished in time; gives how many. */
  override async deleteExpired(now = new Date()): Promise<number> {
    const expired = selectExpiredUploads(this.database, now);
    for (const { id } of expired) await this.remove(id);
    return expired.length;
  }

  override getExpiration(): number {
    return uploadLifeMs;
  }
}
