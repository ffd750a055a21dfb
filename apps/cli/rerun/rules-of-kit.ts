import type { Kit } from "@gradmark/contract";
import { predictionColumns } from "@gradmark/course";
import type { RerunRequest } from "@gradmark/grader";

/** What a kit says of the rerun of a result script; its limits apart, which the command line may change. */
export function rulesOfKit(
  kit: Kit,
): Pick<RerunRequest, "scriptNames" | "scriptCommands" | "scriptMaxBytes" | "output" | "tolerance" | "cell"> {
  const { script, output, tolerance } = kit.handIn;
  const { cell } = predictionColumns(kit);
  const { names: scriptNames, command: scriptCommands, maxBytes: scriptMaxBytes } = script;
  return { scriptNames, scriptCommands, scriptMaxBytes, output, tolerance, cell };
}
