import type { Scope } from "./callers.ts";
import type { Things } from "./things.ts";

export interface RouteRule {
  /** `captain`: it is about something of the captain, and not there for anybody else. */
  who: Scope | "captain" | "token";
  address: (things: Things) => string;
  headers?: Record<string, string>;
  body?: string;
  /** What those get whom it is for. */
  answers: number;
}

const tus = { "tus-resumable": "1.0.0" };
const piece = ({ piece: id }: Things) => `/api/upload/pieces/${id}`;

/** Who may ask which route handler below `app`, by method and place. One that is not here fails the matrix. */
export const routeRules: Record<string, RouteRule> = {
  // All of these two are below, in `authRules`, and in procedure-rules.ts.
  "GET api/auth/[...all]": { who: "everybody", address: () => "/api/auth/nothing", answers: 404 },
  "POST api/auth/[...all]": { who: "everybody", address: () => "/api/auth/nothing", answers: 404 },
  "GET api/trpc/[trpc]": { who: "everybody", address: () => "/api/trpc/account.show", answers: 200 },
  "POST api/trpc/[trpc]": {
    who: "everybody",
    address: () => "/api/trpc/no.such",
    headers: { "content-type": "application/json" },
    body: "{}",
    answers: 404,
  },

  "GET api/board/[course]": { who: "member", address: () => "/api/board/pocket", answers: 200 },
  "GET api/files/[course]/[...path]": {
    who: "member",
    address: () => "/api/files/pocket/data/test.csv",
    answers: 200,
  },
  "GET api/staff/[course]/report/[handIn]": {
    who: "staff",
    address: ({ handIn }) => `/api/staff/pocket/report/${handIn}`,
    answers: 200,
  },

  "POST api/upload": {
    who: "team",
    address: () => "/api/upload?course=pocket&kind=entry",
    body: "<html>no predictions</html>",
    answers: 422,
  },
  "POST api/upload/pieces/[[...id]]": {
    who: "team",
    address: () => "/api/upload/pieces?course=pocket&kind=entry",
    headers: { ...tus, "upload-length": "9" },
    answers: 201,
  },
  "HEAD api/upload/pieces/[[...id]]": { who: "captain", address: piece, headers: tus, answers: 200 },
  "PATCH api/upload/pieces/[[...id]]": {
    who: "captain",
    address: piece,
    headers: { ...tus, "content-type": "application/offset+octet-stream", "upload-offset": "0" },
    body: "Id,",
    answers: 204,
  },
  "DELETE api/upload/pieces/[[...id]]": { who: "captain", address: piece, headers: tus, answers: 204 },

  // By a token alone, never by a session; who may do what with one: server/kaggle/roles.test.ts.
  "GET api/v1/[...path]": { who: "token", address: () => "/api/v1/competitions/list", answers: 200 },
  "POST api/v1/[...path]": { who: "token", address: () => "/api/v1/competitions/submission-url", answers: 403 },
  "PUT api/v1/[...path]": { who: "token", address: () => "/api/v1/uploads/up_guessed", answers: 403 },
};

/**
 * The routes of `/api/auth`: what whoever is not signed in sends and gets. Most are there for just them, and ask for
 * a password, or for a secret from a mail; what they do with it is tried in server/answer-auth.test.ts.
 */
export const authRules: Record<string, { body: object; nobody: number }> = {
  "POST sign-up/email": { body: {}, nobody: 400 },
  "POST sign-in/email": { body: {}, nobody: 400 },
  "POST sign-out": { body: {}, nobody: 200 },
  "POST change-password": { body: { currentPassword: "x", newPassword: "correct horse" }, nobody: 401 },
  "POST change-email": { body: { newEmail: "new@example.org" }, nobody: 401 },
  "POST send-verification-email": { body: { email: "no@example.org" }, nobody: 200 },
  "POST verify-email": { body: { token: "guessed" }, nobody: 401 },
  "POST request-password-reset": { body: { email: "no@example.org" }, nobody: 200 },
  "POST reset-password": { body: { token: "guessed", newPassword: "correct horse" }, nobody: 400 },
  // No university is set up here.
  "POST university": { body: {}, nobody: 404 },
  "GET callback/university": { body: {}, nobody: 404 },
  "POST owner-link": { body: { token: "guessed" }, nobody: 403 },
};

/** What is answered before Next, by its file in `server/serve`: nothing there asks who somebody is. */
export const serveRules: Record<string, string> = {
  "admit-request.ts": "refuses bodies that are too large, and headers by which a client would name itself",
  "answer-download.ts": "files for whoever holds a signed address: e2e/kaggle-downloads.test.ts",
  "settle-target.ts": "refuses to be a proxy",
  "start-portal.ts": "puts these in a row",
  "static-files.ts": "scripts and styles of the build, for everybody: static-files.test.ts",
};
