import type { IncomingHttpHeaders } from "node:http";
import { isPlainName } from "../rerun/check-script.ts";

/**
 * The name under which a script finds the file: the server's (RFC 6266), else the last part of the link, with "_" in
 * place of whatever could be read as more than a name.
 */
export function nameOfFile(headers: IncomingHttpHeaders, link: string): string {
  const path = URL.canParse(link) ? new URL(link).pathname : "";
  for (const name of [dispositionName(headers["content-disposition"]), decoded(path.split("/").at(-1) ?? "")]) {
    const plain = (name.split(/[/\\]/).at(-1) ?? "")
      .replace(/[^A-Za-z0-9._-]+/g, "_")
      .replace(/\.{2,}/g, ".")
      .replace(/^[.-]+/, "")
      .slice(0, 100);
    if (isPlainName(plain)) return plain;
  }
  return "model";
}

function dispositionName(disposition = ""): string {
  const extended = /filename\*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decoded(extended);
  const plain = /filename=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition);
  return plain?.[1] ?? plain?.[2] ?? "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
