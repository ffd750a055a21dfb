import type { ApiToken, Person } from "@gradmark/contract";
import {
  selectCourse,
  selectOptionalApiTokenByHash,
  selectOptionalCourseBySlug,
  selectPerson,
  updateApiTokenUsed,
} from "@gradmark/db";
import { formatSpan } from "#components/format.ts";
import { isListed } from "#features/course/view.ts";
import type { Context } from "../context.ts";
import type { House } from "../house.ts";
import { endOf, hashSecret } from "../tokens/token.ts";
import { type Membership, optionalMemberOf } from "../trpc.ts";
import { clientOrigin, publicUrl } from "./origin.ts";
import { type Refusal, refused } from "./reply.ts";

/** Who asks, by a token that is good. */
export interface Caller {
  ctx: Context & { person: Person };
  token: ApiToken;
  /** On which the client follows addresses that it is given. */
  origin: string;
}

/** The person behind the `Authorization` header, in either of its forms. A browser's session counts for nothing here. */
export function openCaller(house: House, headers: Headers, now: Date): Caller | Refusal {
  const shown = readCredentials(headers.get("authorization"));
  if (!shown) return refused(403, `Your client sent no API token. ${howTo()}`);
  const token = selectOptionalApiTokenByHash(house.database, hashSecret(shown.token));
  const ended = token ? endOf(token, now) : "This is no API token of this portal.";
  if (!token || ended) return refuseBadToken(house, headers, now, `${ended} ${howTo()}`);
  const person = selectPerson(house.database, token.userId);
  if (shown.user !== null && shown.user.toLowerCase() !== person.email.toLowerCase())
    return refuseBadToken(
      house,
      headers,
      now,
      `This API token is not ${JSON.stringify(shown.user.slice(0, 100))}'s: KAGGLE_USERNAME must be the e-mail address of your account.`,
    );
  const wait = house.tokenUses.waitFor(token.id, now);
  if (wait > 0)
    return tooMany(
      `This API token was used very often in the last minute. Try again in ${formatSpan(wait * 1000)}.`,
      wait,
    );
  house.tokenUses.note(token.id, now);
  updateApiTokenUsed(house.database, { tokenId: token.id, now });
  return { ctx: { house, person, now }, token, origin: clientOrigin(headers.get("host")) };
}

/** `Basic base64(user:token)`, cut at the first colon, or `Bearer token`. */
export function readCredentials(header: string | null): { user: string | null; token: string } | null {
  const [, scheme = "", value = ""] = /^(Basic|Bearer) +(\S+)\s*$/i.exec(header ?? "") ?? [];
  if (value === "") return null;
  if (scheme.toLowerCase() === "bearer") return { user: null, token: value };
  const text = Buffer.from(value, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { user: text.slice(0, colon), token: text.slice(colon + 1) };
}

/** Guessing is hopeless; this only stops who floods us with guesses, and never a good token from the same address. */
function refuseBadToken(house: House, headers: Headers, now: Date, message: string): Refusal {
  const address = headers.get("x-forwarded-for") ?? "";
  const wait = house.badTokens.waitFor(address, now);
  if (wait > 0)
    return tooMany(
      `Too many requests without a good API token from your address. Try again in ${formatSpan(wait * 1000)}.`,
      wait,
    );
  house.badTokens.note(address, now);
  return refused(403, message);
}

function tooMany(message: string, waitSeconds: number): Refusal {
  return { ...refused(429, message), waitSeconds };
}

function howTo(): string {
  return `Make one on ${publicUrl()}/account/api and set KAGGLE_API_TOKEN, or KAGGLE_USERNAME and KAGGLE_KEY.`;
}

/** The caller's place in a course that the token opens. Unknown courses and those of others are told apart by nobody. */
export function memberFor({ ctx, token }: Caller, slug: string): Membership | Refusal {
  const { database } = ctx.house;
  if (token.courseId !== null) {
    const only = selectCourse(database, token.courseId).slug;
    if (only !== slug)
      return refused(
        403,
        `This API token opens the course "${only}" only. Make another one on ${publicUrl()}/account/api.`,
      );
  }
  const member = optionalMemberOf(ctx, slug);
  if (member) return member;
  const course = selectOptionalCourseBySlug(database, slug);
  if (course && isListed(course))
    return refused(403, `You are not in the course "${slug}". Join it on ${publicUrl()}/ and try again.`);
  return refused(404, "There is no such course, or you are not in it. See: kaggle competitions list.");
}
