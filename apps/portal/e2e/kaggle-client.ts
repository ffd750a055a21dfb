import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The official client as PyPI gives it out, in an environment of its own below the cache folder. */
export interface KaggleClient {
  version: string;
  /** Why it cannot be had; null when it is there. */
  missing: string | null;
}

/** Looks a version up in the cache; `install` fetches it when it is not there. */
export async function findClient(version: string, install: boolean): Promise<KaggleClient> {
  const venv = join(clients(), version);
  if (existsSync(join(venv, "installed"))) return { version, missing: null };
  if (!install) return { version, missing: "not in the cache: npm run test:full installs it" };
  try {
    mkdirSync(clients(), { recursive: true });
    await run("python3", ["-m", "venv", "--clear", venv], { timeout: 120_000 });
    // kaggle 2.2.5 needs six without saying so.
    await run(join(venv, "bin", "pip"), ["install", "-q", `kaggle==${version}`, "six"], { timeout: 240_000 });
    mkdirSync(join(venv, "installed"));
    return { version, missing: null };
  } catch (error) {
    return { version, missing: `pip could not install it: ${String(error).slice(0, 200)}` };
  }
}

function clients(): string {
  const usual = process.getuid?.() === 0 ? "/var/cache/gradmark" : join(homedir(), ".cache", "gradmark");
  return join(process.env.GRADMARK_CACHE ?? usual, "kaggle-clients");
}

/** A student's terminal: a home and a folder of its own, and the lines that the page “API tokens” printed. */
export class Terminal implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "gradmark-kaggle-"));
  private readonly version: string;
  private readonly lines: readonly string[];

  constructor(version: string, lines: readonly string[]) {
    this.version = version;
    this.lines = lines.filter((line) => !line.startsWith("pip install"));
  }

  /** Runs a command after the lines; its whole output. A command that fails is no error here. */
  async run(command: string): Promise<{ output: string; failed: boolean }> {
    const script = ["set -e", ...this.lines, command].join("\n");
    const path = `${join(clients(), this.version, "bin")}:/usr/bin:/bin`;
    const env = { PATH: path, HOME: this.folder, LANG: "C.UTF-8", NODE_ENV: "test" as const };
    const options = { cwd: this.folder, env, timeout: 120_000, maxBuffer: 16 * 2 ** 20 };
    return run("bash", ["-c", script], options).then(
      ({ stdout, stderr }) => ({ output: stdout + stderr, failed: false }),
      (error: { stdout?: string; stderr?: string }) => ({
        output: `${error.stdout ?? ""}${error.stderr ?? ""}`,
        failed: true,
      }),
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
