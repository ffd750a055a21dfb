import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A Next application with one empty page that is rendered anew for each request: what Next costs by itself. */
export async function serveEmptyPage(port: number): Promise<{ url: string; stop(): void }> {
  const repository = join(import.meta.dirname, "../..");
  const folder = join(repository, "var", "bench-empty-page");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "app"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("package.json", '{"private":true,"type":"module"}');
  write("next.config.mjs", `export default { turbopack: { root: ${JSON.stringify(repository)} } };`);
  write("app/layout.js", "export default ({ children }) => <html lang='en'><body>{children}</body></html>;");
  write("app/page.js", "export const dynamic = 'force-dynamic';\nexport default () => <p>empty</p>;");
  const next = join(repository, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" as const };
  const built = spawnSync(process.execPath, [next, "build", folder], { encoding: "utf8", env });
  if (built.status !== 0) throw new Error(`the empty page was not built: ${built.stdout}${built.stderr}`);
  const child = spawn(process.execPath, [next, "start", folder, "-p", String(port), "-H", "127.0.0.1"], {
    env,
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  for (let k = 0; k < 100; k++) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await Promise.race([sleep(200), ended.then(() => Promise.reject(new Error("the empty page was not served")))]);
  }
  return { url, stop: () => void child.kill("SIGTERM") };
}
