import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duplexPair } from "node:stream";
import { openSandbox, type Sandbox } from "@gradmark/grader";
import { describe, expect, it } from "vitest";
import { pythonSpec } from "../fixtures/run-spec.ts";
import { connectSandbox } from "./remote-sandbox.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import { workerPolicy } from "./worker-policy.ts";

const isRoot = process.getuid?.() === 0;
const allowReduced = !isRoot;

/** A real sandbox served over a channel, as between launcher and worker. */
async function serve(wrap: (sandbox: Sandbox) => Sandbox = (sandbox) => sandbox) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "gradmark-serve-")));
  mkdirSync(join(home, "scratch/1/script"), { recursive: true });
  const [launcherEnd, workerEnd] = duplexPair();
  const served = serveSandbox(launcherEnd, {
    sandbox: wrap(await openSandbox("bwrap")),
    policy: workerPolicy({ home, allowReduced, byHandle: isRoot }),
    maxRuns: 1,
  });
  return {
    ...{ home, served, workerEnd, remote: connectSandbox(workerEnd, "bwrap") },
    async [Symbol.asyncDispose]() {
      await served.close();
      rmSync(home, { recursive: true });
    },
  };
}

const spec = (code: string, more: Parameters<typeof pythonSpec>[1] = {}) => pythonSpec(code, { allowReduced, ...more });
const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

describe("the launcher's sandbox, seen from the worker", () => {
  it("runs a program, shows its output as it comes and brings its file back", async () => {
    await using made = await serve();
    const seen: string[] = [];
    const result = await made.remote.run(
      spec("print('hello'); open('predictions.csv', 'wb').write(bytes(range(256)))", {
        collect: { name: "predictions.csv", maxBytes: 1000 },
      }),
      undefined,
      (stream, chunk) => seen.push(`${stream}: ${decode(chunk)}`),
    );
    expect(result).toMatchObject({ exitCode: 0, limitsHit: [], sandbox: "bwrap" });
    expect(decode(result.stdout.head)).toBe("hello\n");
    expect(seen).toEqual(["stdout: hello\n"]);
    expect(result.collected).toEqual({ state: "file", bytes: Uint8Array.from({ length: 256 }, (_, k) => k) });
  });

  it("tells what it can enforce", async () => {
    await using made = await serve();
    expect(await made.remote.probe()).toEqual(await (await openSandbox("bwrap")).probe());
  });

  it("ends a run when it is aborted", async () => {
    await using made = await serve();
    const abort = new AbortController();
    const started = Promise.withResolvers<void>();
    const running = made.remote.run(
      spec("import time; print('on', flush=True); time.sleep(60)", { limits: { ...spec("").limits, wallMs: 60_000 } }),
      abort.signal,
      () => started.resolve(),
    );
    await started.promise;
    const at = performance.now();
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "host-interrupted" });
    expect(performance.now() - at).toBeLessThan(3000);
  });

  it("refuses what the policy does not allow, and goes on", async () => {
    await using made = await serve();
    await expect(made.remote.run(spec("", { command: ["/bin/sh", "-c", "id"] }))).rejects.toThrow("Refused: /bin/sh");
    await expect(made.remote.run(spec("", { mounts: [{ source: "/root", at: "/x" }] }))).rejects.toThrow("/root");
    expect((await made.remote.run(spec("pass"))).exitCode).toBe(0);
  });

  it("refuses a second run at once", async () => {
    await using made = await serve();
    const first = made.remote.run(spec("import time; time.sleep(0.5)"));
    await expect(made.remote.run(spec("pass"))).rejects.toThrow("1 runs are on");
    expect((await first).exitCode).toBe(0);
  });

  it("ends the channel at a message that is none of its own", async () => {
    const strange = ['{"id":1,"ask":"exec","command":"id"}', "null", '{"id":1,"ask":"probe","extra":1}', "}{"];
    for (const message of strange) {
      await using made = await serve();
      made.workerEnd.write(`${message}\n`);
      expect(await made.served.closed, message).toBeInstanceOf(Error);
      await expect(made.remote.probe()).rejects.toMatchObject({ code: "host-interrupted" });
    }
  });

  it("kills the run of a worker that is gone", async () => {
    await using made = await serve();
    const started = Promise.withResolvers<void>();
    const running = made.remote.run(
      spec("import time; print('on', flush=True); time.sleep(60)", { limits: { ...spec("").limits, wallMs: 60_000 } }),
      undefined,
      () => started.resolve(),
    );
    await started.promise;
    made.workerEnd.destroy();
    await expect(running).rejects.toMatchObject({ code: "host-interrupted" });
    // Resolves only when the run is over.
    expect(await made.served.closed).toBeNull();
  });

  it("shows a program the folders that it may see", async () => {
    await using made = await serve();
    const folder = join(made.home, "scratch/1/script");
    writeFileSync(join(folder, "result.py"), "", { mode: 0o644 });
    const mounts = [{ source: folder, at: "/script" }];
    const result = await made.remote.run(spec("import os; print(os.listdir('/script'))", { mounts }));
    expect(decode(result.stdout.head)).toBe("['result.py']\n");
  });

  it.runIf(isRoot)("shows a program what was admitted, also when it was exchanged for a link since", async () => {
    const closed = mkdtempSync(join(tmpdir(), "gradmark-closed-"));
    writeFileSync(join(closed, "secret"), "");
    await using made = await serve((sandbox) => ({
      ...sandbox,
      run: (admitted, signal, onOutput) => {
        renameSync(join(made.home, "scratch/1/script"), join(made.home, "scratch/1/moved"));
        symlinkSync(closed, join(made.home, "scratch/1/script"));
        return sandbox.run(admitted, signal, onOutput);
      },
    }));
    const folder = join(made.home, "scratch/1/script");
    writeFileSync(join(folder, "result.py"), "", { mode: 0o644 });
    const mounts = [{ source: folder, at: "/script" }];
    const result = await made.remote.run(spec("import os; print(os.listdir('/script'))", { mounts }));
    expect(decode(result.stdout.head)).toBe("['result.py']\n");
    rmSync(closed, { recursive: true });
  });
});
