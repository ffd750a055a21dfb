import { resolve } from "node:path";
import type { LoadedKit } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { findTestData } from "../load/test-data.ts";
import type { CommandResult } from "../output/result.ts";
import { openWayBack } from "../service-user/bring-back.ts";
import { openHandOver } from "../service-user/hand-over.ts";
import { wordsOf } from "../service-user/words-of.ts";
import { namedSandbox } from "./open-chosen-sandbox.ts";
import { parseLimits, usualLimits } from "./parse-options.ts";
import { resultNames } from "./present-verdict.ts";
import type { RerunOptions } from "./rerun-options.ts";

/** Above it a script is refused by its size alone. */
const mostScriptBytes = 64 * 2 ** 20;

/**
 * `gradmark rerun` for root: the files go unread to a second `gradmark rerun`, which is the service user and has its
 * runs made by a launcher; what it leaves in `--out` comes back unread.
 */
export async function rerunAsServiceUser(
  options: RerunOptions,
  loaded: LoadedKit | null,
  context: CliContext,
): Promise<CommandResult> {
  const sandbox = namedSandbox(options.sandbox);
  const limits = parseLimits(options.limit, loaded?.kit.handIn.limits ?? usualLimits);
  const dataDir = await findTestData(options.data, loaded, context);
  const path = (file: string): string => resolve(context.cwd, file);
  await using there = openHandOver();
  const file = async (source: string | undefined, option: string) =>
    source === undefined ? undefined : await there.file(path(source), option);
  const model: string[] = [];
  for (const one of options.model) model.push(await there.file(path(one), "--model"));
  const moved = {
    ...options,
    script: await there.asItIs(path(options.script), mostScriptBytes),
    kit: loaded === null ? undefined : there.kit(loaded.kit),
    data: await there.files(dataDir),
    model,
    expect: await file(options.expect, "--expect"),
    solution: await file(options.solution, "--solution"),
    shadow: options.shadow === undefined ? undefined : await there.files(path(options.shadow)),
    shadowSolution: await file(options.shadowSolution, "--shadow-solution"),
    out: options.out === undefined ? undefined : `${there.folder}/out`,
  };
  using back = moved.out === undefined || options.out === undefined ? null : openWayBack(moved.out, path(options.out));
  const words = ["rerun", ...wordsOf(moved)];
  const result = await there.run({ words, sandbox, limits, allowReduced: false }, context);
  back?.bring(resultNames);
  return result;
}
