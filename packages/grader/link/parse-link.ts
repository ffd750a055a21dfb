import type { LinkProblem } from "@gradmark/contract";
import ipaddr from "ipaddr.js";
import { shortText } from "../rerun/words.ts";
import { linkProblem } from "./link-problem.ts";
import type { LinkRules } from "./link-rules.ts";
import { isPublicAddress } from "./public-address.ts";

/** A place that may be asked, and the port. */
export interface LinkTarget {
  url: URL;
  port: number;
}

const longestUrl = 2000;

/** Reads an address as a person or a redirect gives it. A number in place of a name is judged here already. */
export function parseLink(text: string, rules: LinkRules, base?: URL): LinkTarget | LinkProblem {
  const from = base?.href;
  const url = text.length <= longestUrl && URL.canParse(text, from) ? new URL(text, from) : null;
  if (url === null) return bad(text, "it is not a web address");
  if (url.protocol !== "https:" && url.protocol !== "http:") return bad(text, "it must begin with https:// or http://");
  if (url.username !== "" || url.password !== "") return bad(text, "it holds a user name or password");
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const host = hostOf(url);
  const usualPort = port === 80 || port === 443;
  if (!usualPort && !rules.alsoAllowed(host, port))
    return bad(text, `port ${port} is not a web server's; use 443 or 80`);
  if (ipaddr.isValid(host) && !mayConnect(host, port, rules)) return forbidden(host);
  return { url, port };
}

/** The name without the brackets of an IPv6 number. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** The one question that stands before every connection. */
export function mayConnect(address: string, port: number, rules: LinkRules): boolean {
  return rules.alsoAllowed(address, port) || isPublicAddress(address);
}

/** Says nothing of the address itself: what our network looks like inside is not a team's business. */
export function forbidden(host: string): LinkProblem {
  return linkProblem(
    "link-forbidden-address",
    `The link leads to ${shortText(host)}, which is not on the public internet. Put the file where everybody can fetch it.`,
  );
}

function bad(text: string, why: string): LinkProblem {
  return linkProblem("link-bad-url", `The link "${shortText(text)}" cannot be used: ${why}.`);
}
