import type { z } from "zod";
import type { downloadInput, listInput, ofCompetition } from "#features/kaggle/schema.ts";
import { pageOf, viewFile } from "#features/kaggle/view.ts";
import { type ListedFile, listFiles } from "../files/list-files.ts";
import type { House } from "../house.ts";
import { type Caller, memberFor } from "./caller.ts";
import { downloadUrl } from "./download-url.ts";
import { isRefusal, json, type Reply, refused } from "./reply.ts";

/** The data of a course: what its members find on the page “Handout” under the same names. */
export async function listDataFiles(caller: Caller, input: z.infer<typeof listInput>): Promise<Reply> {
  const member = memberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const { items, nextPageToken } = pageOf(await dataFiles(caller.ctx.house, member.course.slug), input);
  return json({ files: items.map(viewFile), nextPageToken, childrenFetchTimeMs: 0 });
}

/** All data as one archive; the client takes the name of its copy from the end of the address. */
export async function downloadDataFiles(caller: Caller, input: z.infer<typeof ofCompetition>): Promise<Reply> {
  const member = memberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const { slug } = member.course;
  return { kind: "redirect", location: downloadUrl(caller, slug, ["archive", `${slug}.zip`]) };
}

export async function downloadDataFile(caller: Caller, input: z.infer<typeof downloadInput>): Promise<Reply> {
  const member = memberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const { slug } = member.course;
  const files = await dataFiles(caller.ctx.house, slug);
  const file = files.find(({ path }) => path === input.fileName);
  if (!file) {
    const names = files.slice(0, 10).map(({ path }) => path);
    return refused(404, `"${input.fileName.slice(0, 100)}" is no file of this course. There are: ${names.join(", ")}.`);
  }
  return { kind: "redirect", location: downloadUrl(caller, slug, ["data", ...file.path.split("/")]) };
}

export function dataFiles(house: House, slug: string): Promise<ListedFile[]> {
  return listFiles(house.courses.publicFolder(slug), house.courses.checksums);
}
