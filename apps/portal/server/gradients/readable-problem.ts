import type { CompiledProblem } from "@gradmark/backprop-checker";
import type { GradientProblem } from "@gradmark/contract";

/**
 * A problem of which only the names are left: enough to read an answer in the browser while it is typed, too little to
 * derive the truth. Computed values become free symbols of the same shape, so no forward line, constraint, function
 * body or author's answer leaves the server.
 */
export function readableProblem({ model }: CompiledProblem): GradientProblem {
  const { source } = model;
  const computed = model.lines.map(({ name }) => [name, { shape: [...(model.scope.values.get(name)?.shape ?? [])] }]);
  const given = Object.entries(source.symbols).map(([name, { shape }]) => [name, shape === undefined ? {} : { shape }]);
  const none = freeName(source);
  return {
    ...source,
    statement: "",
    symbols: Object.fromEntries([...given, ...computed]),
    functions: Object.fromEntries(Object.keys(source.functions).map((name) => [name, "z"])),
    forward: [`${none} = 0`],
    hidden: [...source.hidden, none],
    constraints: [],
    weights: {},
    slots: source.slots.map(({ reference: _, feedback: __, ...slot }) => slot),
  };
}

/** A problem needs a forward line; this is a name that no problem has. */
function freeName(source: GradientProblem): string {
  const taken = JSON.stringify(source);
  let name = "nothingcomputed";
  while (taken.includes(name)) name += "x";
  return name;
}
