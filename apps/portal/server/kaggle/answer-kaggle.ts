import { UploadTooLarge } from "@gradmark/course";
import { ZodError } from "zod";
import { introspectInput } from "#features/kaggle/schema.ts";
import { oneLine } from "#features/kaggle/view.ts";
import { incidentOf, logFailure } from "../errors.ts";
import { type House, openHouse } from "../house.ts";
import { UploadIncomplete } from "../upload/receive-file.ts";
import { openCaller } from "./caller.ts";
import { introspectToken } from "./introspect-token.ts";
import { isRefusal, type Refusal, type Reply, refused } from "./reply.ts";
import { findRoute } from "./rest.ts";
import { rpcMethods, rpcService } from "./rpc.ts";
import { receiveUpload, uploadPrefix } from "./upload-steps.ts";

/** `/api/v1`: what the official `kaggle` command asks for, in both of its protocols. docs/guides/kaggle-client.md */
export async function answerKaggle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    return send(await reply(openHouse(), request, pathname), request);
  } catch (error) {
    return send(explain(error, pathname), request);
  }
}

async function reply(house: House, request: Request, pathname: string): Promise<Reply> {
  if (pathname.startsWith(uploadPrefix))
    return request.method === "PUT" ? receiveUpload(house, request, pathname.slice(uploadPrefix.length)) : notServed;
  const now = new Date();
  const [service = "", ...rest] = pathname.slice("/api/v1/".length).split("/").map(decodeSegment);
  if (service === "security.OAuthService" && rest[0] === "IntrospectToken" && request.method === "POST")
    return introspectToken(house, introspectInput.parse(await readBody(request)), now);
  const caller = openCaller(house, request.headers, now);
  if (isRefusal(caller)) return caller;
  const method = rpcMethods.get(rest[0] ?? "");
  if (service === rpcService && rest.length === 1 && request.method === "POST" && method)
    return method(caller, await readBody(request));
  const route = service === "competitions" ? findRoute(request.method, rest) : null;
  if (!route) return notServed;
  const sent = request.method === "POST" ? await readBody(request) : {};
  return route.run(caller, { ...readQuery(request), ...sent, ...route.named });
}

const notServed = refused(
  404,
  "This portal does not serve that. It knows: kaggle competitions list, files, download, submit, submissions, leaderboard.",
);

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Clients write the same name in several ways; 1.6 says `None` for nothing. */
function readQuery(request: Request): Record<string, string> {
  const known = ["group", "category", "sortBy", "search", "page", "pageSize", "pageToken"];
  const names = new Map(known.map((name) => [name.toLowerCase(), name]));
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    const field = names.get(name.toLowerCase());
    if (field !== undefined && value !== "None") query[field] = value;
  }
  return query;
}

/** JSON from newer clients, a form from older ones. What cannot be read is an empty request. */
async function readBody(request: Request): Promise<object> {
  const type = request.headers.get("content-type") ?? "";
  const read = /^multipart\/form-data|^application\/x-www-form-urlencoded/i.test(type)
    ? request
        .formData()
        .then((form): unknown => Object.fromEntries([...form].filter(([, value]) => typeof value === "string")))
    : request.json();
  const body: unknown = await read.catch(() => null);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
}

function explain(error: unknown, pathname: string): Refusal {
  if (error instanceof UploadTooLarge) return refused(413, error.problem.message);
  if (error instanceof UploadIncomplete) return refused(400, error.problem.message);
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return refused(
      400,
      `The request is not as the client's protocol has it: ${issue?.path.join(".")}: ${issue?.message}.`,
    );
  }
  const failure = error instanceof Error ? error : new Error(String(error));
  // The last part of an upload's address is its permission.
  logFailure(failure, pathname.startsWith(uploadPrefix) ? uploadPrefix : pathname);
  return refused(
    500,
    `This is our fault, not yours. Nothing was lost; try again in a minute. If it stays, tell the staff this number: ${incidentOf(failure)}.`,
  );
}

function send(reply: Reply, request: Request): Response {
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  if (reply.kind === "json") return Response.json(reply.body, { headers });
  if (reply.kind === "redirect")
    return new Response(null, { status: 302, headers: { ...headers, Location: reply.location } });
  const { status, message, waitSeconds } = reply;
  if (waitSeconds !== undefined) headers["Retry-After"] = String(waitSeconds);
  // 1.7 hides the message of every answer that is not 200, and reads the code from the body.
  const hides = (request.headers.get("user-agent") ?? "").startsWith("kaggle-api/v1.7");
  return Response.json({ code: status, message: oneLine(message) }, { status: hides ? 200 : status, headers });
}
