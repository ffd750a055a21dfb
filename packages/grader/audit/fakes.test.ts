import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import { reportQuality } from "../quality/report-quality.ts";
import { makeExampleData } from "../rerun/example-data.ts";
import { rerun } from "../rerun/rerun.ts";
import { findRuntimes } from "../runtime/find-runtimes.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";

/** 400 MiB of nothing in a small file, or a pickle that runs a command of the shell while it is read. */
function makeBomb(kind: string, path: string): void {
  const zip = "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', 8).writestr('weights', bytes(400 << 20))";
  if (kind === "gzip") writeFileSync(path, gzipSync(Buffer.alloc(400 * 2 ** 20)));
  else if (kind === "zip") execFileSync("/usr/bin/python3", ["-c", zip, path]);
  else writeFileSync(path, "cposix\nsystem\n(S'touch /tmp/gradmark-bomb-went-off; kill -9 $PPID'\ntR.");
}

const fixtures = join(import.meta.dirname, "..", "fixtures");

describe.skipIf(noFullSandbox)("fakes and honest scripts", { timeout: 60_000 }, () => {
  const data = makeExampleData(400);
  afterAll(() => rmSync(data.root, { recursive: true }));

  async function run(script: string, modelFiles: { name: string; path: string }[] = [], bytes?: Uint8Array) {
    const path = join(fixtures, script);
    const request = {
      script: bytes === undefined ? { path } : { name: script, bytes },
      ...{ modelFiles, dataDir: data.dataDir, limits: fixtureLimits, audit: { permuted: true, seed: 3 } },
    };
    const tools = { sandbox: await openSandbox("bwrap"), runtimes: await findRuntimes(), scratch: data.scratch };
    return await rerun(request, tools);
  }

  it.each(readdirSync(join(fixtures, "honest")))("finds nothing against the honest %s", async (name) => {
    const verdict = await run(`honest/${name}`);
    expect(verdict.outcome, JSON.stringify(verdict.reasons)).toBe("produced");
    expect(verdict.audit).toMatchObject({ permutedRows: { finding: "none" }, inputsRead: { finding: "none" } });
  });

  it("finds a script that keys by id, also when it reads the images and calls home", async () => {
    const { audit } = await run("sorts-by-id.py");
    expect(audit?.permutedRows).toMatchObject({ finding: "suspicious", why: expect.stringContaining("the id") });
    const bytes = readFileSync(join(fixtures, "sorts-by-id.py"));
    const quality = await reportQuality({ name: "sorts-by-id.py", bytes });
    expect(quality?.notes.map(({ code }) => code)).toContain("uses-network");
  });

  it.each([
    ["gzip", "import gzip, os; gzip.open(os.environ['GRADMARK_MODEL'] + '/model').read()"],
    ["zip", "import zipfile, os; zipfile.ZipFile(os.environ['GRADMARK_MODEL'] + '/model').read('weights')"],
    ["pickle", "import pickle, os; pickle.load(open(os.environ['GRADMARK_MODEL'] + '/model', 'rb'))"],
  ])("leaves a %s bomb as a model to the script that opens it", async (kind, source) => {
    const model = join(data.root, `${kind}-bomb`);
    makeBomb(kind, model);
    const verdict = await run("result.py", [{ name: "model", path: model }], Buffer.from(source));
    expect(verdict.outcome).toBe("rejected");
    expect(verdict.reasons.every(({ side }) => side === "team")).toBe(true);
    expect(readdirSync("/tmp")).not.toContain("gradmark-bomb-went-off");
    expect((await run("reads-the-images.py")).outcome).toBe("produced");
  });
});
