import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { foreignOriginMessage, isOwnOrigin } from "./check-origin.ts";
import { createContext } from "./context.ts";
import { logFailure } from "./errors.ts";
import { appRouter } from "./root.ts";

/** `/api/trpc`: all procedures, for our pages and for other programs alike. */
export async function answerTrpc(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isOwnOrigin(request)) {
    return Response.json({ error: { message: foreignOriginMessage } }, { status: 403 });
  }
  const { pathname } = new URL(request.url);
  if (pathname.split(",").length > maximumBatch) {
    return Response.json({ error: { message: `At most ${maximumBatch} calls go into one request.` } }, { status: 400 });
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext({ headers: request.headers }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") logFailure(error, `trpc ${path ?? ""}`);
    },
  });
}

/** A page asks for a handful at once; a thousand of the dear ones in one request would hold everybody up. */
const maximumBatch = 20;
