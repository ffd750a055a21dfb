import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret that signs session cookies: made on first use, kept in the data folder, readable by its owner only. */
export function loadSecret(home: string): string {
  const file = join(home, "portal.secret");
  if (!existsSync(file)) create(file);
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`${file} holds fewer than 32 characters. Delete it: a new one is made.`);
  return secret;
}

/** Two processes may start at once: the first to create the file wins, the other reads it. */
function create(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
