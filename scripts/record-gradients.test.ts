import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { recordGradients } from "./record-gradients.ts";

it("the recorded gradients are those that the checker derives today; else run scripts/record-gradients.ts", async () => {
  const file = join(import.meta.dirname, "../packages/reference-model/contract/fixtures/checker-gradients.json");
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(await recordGradients());
});
