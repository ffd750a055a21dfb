import { randomUUID } from "node:crypto";
import type { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/** What a person is told of an error. Only messages that were written for people leave the server. */
export function messageForPeople(error: TRPCError): string {
  if (error.code === "INTERNAL_SERVER_ERROR") return ourFault(error);
  if (error.cause instanceof ZodError) return unexpectedRequest(error.cause);
  if (error.cause) return unreadableRequest;
  return error.message;
}

const unreadableRequest =
  "The request could not be read. Reload the page; a program should compare docs/portal-http.md.";

function unexpectedRequest({ issues }: ZodError): string {
  const places = issues.slice(0, 5).map(({ path, message }) => `${path.join(".") || "request"}: ${message}`);
  return `The request is not as the portal expects it. ${places.join("; ")}.`;
}

function ourFault(error: TRPCError): string {
  return `This is our fault, not yours: the portal could not finish what you asked for. Nothing was lost; try again in a minute. If it stays, tell the staff this number: ${incidentOf(error)}.`;
}

/** A number by which staff find the error in the log; the same for every mention of one error. */
export function incidentOf(error: Error & { [incident]?: string }): string {
  error[incident] ??= randomUUID().slice(0, 8);
  return error[incident];
}

const incident = Symbol("incident");

/** One line of JSON on stderr for each failure of ours, with its causes. */
export function logFailure(error: Error, where: string): void {
  const causes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 5; cause = cause.cause)
    causes.push(cause.stack ?? cause.message);
  console.error(JSON.stringify({ level: "error", where, incident: incidentOf(error), causes }));
}
