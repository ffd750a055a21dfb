import { timingSafeEqual } from "node:crypto";
import type { ApiToken } from "@gradmark/contract";
import { selectOptionalApiToken } from "@gradmark/db";
import type { House } from "../house.ts";
import { endOf } from "../tokens/token.ts";
import type { Caller } from "./caller.ts";

/** Below this, addresses carry their own permission, as the client follows them without its token. */
export const downloadPrefix = "/api/v1/download/";

const lifeMs = 60 * 60_000;

/**
 * An address of one file that opens for the caller alone, for an hour. It ends in the file's name, from which the
 * client names its copy; the permission stands in the query, and dies with the token.
 *
 * @param path what to download, the kind first
 */
export function downloadUrl({ ctx, token, origin }: Caller, slug: string, path: string[]): string {
  const pathname = downloadPrefix + [slug, ...path].map(encodeURIComponent).join("/");
  const until = ctx.now.getTime() + lifeMs;
  const signature = sign(ctx.house, pathname, token.id, until);
  return `${origin}${pathname}?${new URLSearchParams({ token: token.id, until: String(until), signature })}`;
}

/** The token by which such an address was made, if it was made by us, is not over, and the token is still good. */
export function openDownloadUrl(house: House, url: URL, now: Date): ApiToken | null {
  const read = (name: string) => url.searchParams.get(name) ?? "";
  const until = Number(read("until"));
  const expected = Buffer.from(sign(house, url.pathname, read("token"), until));
  const shown = Buffer.from(read("signature"));
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return null;
  const token = selectOptionalApiToken(house.database, read("token"));
  return token && until > now.getTime() && endOf(token, now) === null ? token : null;
}

function sign(house: House, pathname: string, tokenId: string, until: number): string {
  return house.sign("download", JSON.stringify([pathname, tokenId, until]));
}
