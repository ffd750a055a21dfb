import {
  gradientDiagnosisCodes,
  gradientProblem,
  gradientVerdict,
  gradientVerdicts,
  inputProblemCodes,
  kit,
  rerunOutcomes,
  rerunReasonCodes,
  rerunVerdict,
  sandboxCapabilities,
  workStates,
} from "@gradmark/contract";
import type { Command } from "commander";
import { z } from "zod";
import type { Action } from "../context.ts";
import { UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

export function registerSchema(program: Command, runner: Runner): void {
  program
    .command("schema <name>")
    .description("print the JSON Schema of kit, problem or verdict, or the closed lists of codes")
    .option("--json", "one JSON document on stdout (always so here)")
    .action(runner.action(printSchema, "name"));
}

const printSchema: Action<{ name: string }> = async ({ name }) => {
  const json = schemaOf(name);
  return { json, text: JSON.stringify(json, null, 2), exitCode: 0 };
};

function schemaOf(name: string): unknown {
  switch (name) {
    case "kit":
      return z.toJSONSchema(kit, { io: "input" });
    case "problem":
      return z.toJSONSchema(gradientProblem, { io: "input" });
    case "verdict":
      return { rerun: z.toJSONSchema(rerunVerdict), gradient: z.toJSONSchema(gradientVerdict) };
    case "codes":
      return {
        problems: inputProblemCodes,
        rerunOutcomes,
        rerunReasons: rerunReasonCodes,
        gradientVerdicts,
        gradientDiagnoses: gradientDiagnosisCodes,
        sandboxCapabilities,
        workStates,
      };
    default:
      throw new UsageError(`there is no schema "${name}"; there are kit, problem, verdict and codes`);
  }
}
