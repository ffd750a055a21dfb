import { basename, dirname, join } from "node:path";
import { selectOptionalEntry, selectPerson } from "@gradmark/db";
import { listFiles } from "../files/list-files.ts";
import type { House } from "../house.ts";
import { type Membership, optionalMemberOf } from "../trpc.ts";
import { archiveFiles } from "./archive.ts";
import { zipLeaderboard } from "./board.ts";
import { downloadPrefix, openDownloadUrl } from "./download-url.ts";

/** A file on the disk, or one made for this request; the tag is the same as long as the bytes are. */
export type Download = { folder: string; name: string; tag: string } | { bytes: Uint8Array; at: Date };

/** What an address made by `downloadUrl` leads to, if the person behind it may still have it. */
export async function findDownload(house: House, url: URL, now: Date): Promise<Download | null> {
  const token = openDownloadUrl(house, url, now);
  if (!token) return null;
  const [slug = "", kind, ...path] = url.pathname.slice(downloadPrefix.length).split("/").map(decodeURIComponent);
  const person = selectPerson(house.database, token.userId);
  const member = optionalMemberOf({ house, person, now }, slug);
  if (!member || (token.courseId !== null && token.courseId !== member.course.id)) return null;
  if (kind === "data") return dataFile(house, slug, path.join("/"));
  if (kind === "archive") return archive(house, slug);
  if (kind === "submission") return submission(house, member, path[0] ?? "");
  if (kind === "leaderboard") return { bytes: zipLeaderboard({ house, person, now }, member), at: now };
  return null;
}

async function dataFile(house: House, slug: string, path: string): Promise<Download | null> {
  const folder = house.courses.publicFolder(slug);
  const file = (await listFiles(folder, house.courses.checksums)).find((listed) => listed.path === path);
  if (!file) return null;
  const place = join(folder, file.path);
  return { folder: dirname(place), name: basename(place), tag: file.sha256.slice(0, 32) };
}

async function archive(house: House, slug: string): Promise<Download> {
  const folder = house.courses.publicFolder(slug);
  const files = await listFiles(folder, house.courses.checksums);
  const place = await archiveFiles(folder, files, join(dirname(folder), "archive"));
  return { folder: dirname(place), name: basename(place), tag: basename(place, ".zip") };
}

function submission(house: House, { team }: Membership, entryId: string): Download | null {
  const entry = selectOptionalEntry(house.database, entryId);
  if (!entry || !team || entry.teamId !== team.id) return null;
  const place = house.blobs.path(entry.sha256);
  return { folder: dirname(place), name: basename(place), tag: entry.sha256.slice(0, 32) };
}
