import { extname } from "node:path";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createContext } from "../context.ts";
import { logFailure, messageForPeople } from "../errors.ts";
import { memberOf } from "../trpc.ts";
import { openInside } from "./open-inside.ts";
import { findArea, publicAreas } from "./public-areas.ts";

/** Pictures of a handout; everything else, SVG and HTML before all, is only ever saved to disk. */
const shownTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
};

/**
 * `GET /api/files/<course>/<area>/<path…>`: the files of a course that its members may have. Areas are `data`,
 * `starter` and `handout`; nothing else of the course's folder can be named.
 */
export async function answerFile(request: Request, slug: string, path: readonly string[]): Promise<Response> {
  try {
    const ctx = await createContext({ headers: request.headers });
    const { course } = memberOf(ctx, slug);
    const [area = "", ...segments] = path;
    const folder = findArea(publicAreas(ctx.house.courses, course.slug), area);
    const file = folder === null ? null : await openInside(folder, segments);
    if (!file)
      throw new TRPCError({ code: "NOT_FOUND", message: "There is no such file. Download from the page “Handout”." });
    const { size, mtime } = await file.stat();
    const name = segments.at(-1) ?? "file";
    const shown = shownTypes[extname(name).toLowerCase()];
    return new Response(file.readableWebStream({ autoClose: true }) as ReadableStream, {
      headers: {
        "Content-Type": shown ?? "application/octet-stream",
        "Content-Length": String(size),
        "Last-Modified": mtime.toUTCString(),
        "Cache-Control": "private, max-age=300",
        "Content-Disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    });
  } catch (error) {
    return answerError(error, request);
  }
}

/** What went wrong with a request for a file, as JSON. */
export function answerError(cause: unknown, request: Request): Response {
  const known = cause instanceof TRPCError ? cause : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
  if (known.code === "INTERNAL_SERVER_ERROR") logFailure(known, new URL(request.url).pathname);
  return Response.json({ ok: false, message: messageForPeople(known) }, { status: getHTTPStatusCodeFromError(known) });
}
