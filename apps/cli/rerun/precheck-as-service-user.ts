import type { Kit } from "@gradmark/contract";
import type { CliContext } from "../context.ts";
import type { CommandResult } from "../output/result.ts";
import { openHandOver } from "../service-user/hand-over.ts";
import { wordsOf } from "../service-user/words-of.ts";

/** `gradmark precheck` for root: a second one, which is the service user, gets the files of the hand-in unread. */
export async function precheckAsServiceUser(
  { folder, dataDir, json }: { folder: string; dataDir: string; json: boolean | undefined },
  kit: Kit,
  context: CliContext,
): Promise<CommandResult> {
  const { script, report, model, output, limits } = kit.handIn;
  const mostBytes = Math.max(script.maxBytes, report.maxBytes, model.maxBytes, output.maxBytes);
  await using there = openHandOver();
  const handIn = await there.files(folder, mostBytes);
  const options = wordsOf({ kit: there.kit(kit), data: await there.files(dataDir), json });
  const words = ["precheck", handIn, ...options];
  return await there.run({ words, sandbox: "bwrap", limits, allowReduced: true }, context);
}
