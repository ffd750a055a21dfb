import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { askDocker } from "./docker-client.ts";

/** An image without a file: the system is the host's own (or another root folder), mounted read-only. */
export const boxImage = "gradmark-box:1";

/**
 * Makes the image from an empty folder, so that no registry is needed and no image's entry point, health check or
 * environment can have a say.
 */
export async function makeBoxImage(runFolder: string, host: string): Promise<void> {
  if ((await askDocker(runFolder, host, ["images", "--quiet", boxImage])) !== "") return;
  const folder = mkdtempSync(join(tmpdir(), "gradmark-image-"));
  try {
    mkdirSync(join(folder, "root"));
    const archive = join(folder, "root.tar");
    await promisify(execFile)(tar(), ["-C", join(folder, "root"), "-cf", archive, "."]);
    await askDocker(runFolder, host, ["import", archive, boxImage]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tar(): string {
  return ["/usr/bin/tar", "/bin/tar"].find((path) => existsSync(path)) ?? "tar";
}
