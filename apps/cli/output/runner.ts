import type { Action, CliContext } from "../context.ts";
import { printResult } from "./result.ts";

/** Runs a command's action, prints what it returns and keeps its exit code. */
export class Runner {
  readonly context: CliContext;
  private readonly json: boolean;
  exitCode = 0;

  constructor(context: CliContext, json: boolean) {
    this.context = context;
    this.json = json;
  }

  /** Wraps an action as commander calls it: positional arguments first, then the options. */
  action<Options extends object>(run: Action<Options>, ...positional: (keyof Options & string)[]) {
    return async (...received: unknown[]): Promise<void> => {
      const options = { ...(received[positional.length] as Options) };
      for (const [k, name] of positional.entries()) Object.assign(options, { [name]: received[k] });
      const result = await run(options, this.context);
      printResult(result, this.json, this.context);
      this.exitCode = result.exitCode;
    };
  }
}
