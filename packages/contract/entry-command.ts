import { z } from "zod";

/** The interpreter that a runtime's scripts are run by, as the first word of an entry command. */
const interpreters = { luajit: "luajit", python: "python3", node: "node", torch7: "luajit" } as const;

/** Stands in an entry command for the path of the script. */
export const scriptPlaceholder = "{script}";

const word = z
  .string()
  .min(1)
  .max(200)
  // A control character would be one in every log that shows the command.
  .regex(/^[^\p{Cc}]+$/u, "a word without control characters");

/**
 * How a result script is started, such as `[luajit, -joff, "{script}"]`: the runtime's interpreter, its options, the
 * script's path once, and what the script gets as arguments. An argument list: no shell reads it.
 */
export const entryCommand = z
  .array(word)
  .min(2)
  .max(16)
  .refine((words) => words.slice(1).filter((one) => one === scriptPlaceholder).length === 1, {
    message: `names the script once, as ${scriptPlaceholder}`,
  });

interface ScriptRules {
  names: Readonly<Record<string, keyof typeof interpreters>>;
  command?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What is wrong with the entry commands of a kit: each belongs to a script that may be handed in, and to its interpreter. */
export function entryCommandFaults({ names, command = {} }: ScriptRules): { name: string; message: string }[] {
  return Object.entries(command).flatMap(([name, [first]]) => {
    const runtime = Object.hasOwn(names, name) ? names[name] : undefined;
    if (runtime === undefined) return [{ name, message: `${name} is not one of the names of a script.` }];
    const wanted = interpreters[runtime];
    if (first === wanted) return [];
    return [{ name, message: `A script for ${runtime} is started by ${wanted}, not by "${first}".` }];
  });
}
