import {
  entryCommandFaults,
  type GradientProblem,
  type Kit,
  type KitPart,
  metricDirection,
  metricLabel,
  slotRule,
} from "@gradmark/contract";
import { predictionColumns } from "../data/prediction-columns.ts";
import type { Fault } from "./place-faults.ts";

/** MNIST has 70,000 images of ten digits. */
const mnist = { rows: 70_000, labels: 10 };

type Path = readonly PropertyKey[];

/** What has to hold between the values of a kit: a schema sees each value alone. */
export function checkKit(kit: Kit, problems: readonly GradientProblem[]): Fault[] {
  return [
    ...findRepeated(["parts"], ids(kit.parts)),
    ...findRepeated(["competition", "labels"], kit.competition.labels),
    ...findRepeated(["problems"], kit.problems),
    ...findRepeated(["problems"], ids(problems)),
    ...checkDataset(kit),
    ...checkPractice(kit, problems),
    ...kit.parts.flatMap((part, index) => checkPart(kit, part, ["parts", index, "grading"])),
    ...checkNames(kit),
  ];
}

/** What has to hold between the slots of a problem. */
export function checkSlots(problem: GradientProblem): Fault[] {
  return findRepeated(["slots"], ids(problem.slots));
}

function ids(things: readonly { id: string }[]): string[] {
  return things.map((thing) => thing.id);
}

function findRepeated(path: Path, names: readonly string[]): Fault[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => ({ code: "duplicate-name", path, message: `"${name}" stands there twice.` }));
}

function checkDataset(kit: Kit): Fault[] {
  const { competition } = kit;
  const { rows, source } = competition.dataset;
  const wanted = rows.train + rows.test + rows.shadow;
  const faults: Fault[] = [];
  if (source === "mnist" && wanted > mnist.rows)
    faults.push(
      fault(
        ["competition", "dataset", "rows"],
        `train, test and shadow add up to ${wanted} rows; MNIST has ${mnist.rows}, and no image stands in two sets.`,
      ),
    );
  const { labels } = competition;
  if (source === "mnist" && labels.length !== mnist.labels)
    faults.push(fault(["competition", "labels"], `${labels.length} labels; MNIST has the ${mnist.labels} digits.`));
  const publicRows = Math.round(rows.test * competition.publicShare);
  if (publicRows < 1 || publicRows >= rows.test)
    faults.push(fault(["competition", "publicShare"], "leaves no public or no private row of the test data."));
  return [...faults, ...checkColumns(kit), ...checkModel(kit)];
}

function checkColumns(kit: Kit): Fault[] {
  const { idColumn, targetColumn, labels, metric, dataset } = kit.competition;
  const faults: Fault[] = [];
  if (idColumn === targetColumn)
    faults.push(fault(["competition", "targetColumn"], "is the id column too; the two columns need two names."));
  if (dataset.source === "csv" && dataset.features.some((name) => name === idColumn || name === targetColumn))
    faults.push(
      fault(["competition", "dataset", "features"], `a feature cannot be called ${idColumn} or ${targetColumn}.`),
    );
  if (dataset.source === "csv" && dataset.features.includes(dataset.target))
    faults.push(
      fault(["competition", "dataset", "features"], `${dataset.target} is the target; it cannot be given out.`),
    );
  const numbers = predictionColumns(kit).cell.kind === "number" && labels.length === 0;
  if (!numbers && labels.length < 2)
    faults.push(
      fault(
        ["competition", "labels"],
        `the metric ${metricLabel(metric)} needs at least two labels; there are ${labels.length}.`,
      ),
    );
  if (dataset.source !== "csv" && labels.length === 0)
    faults.push(fault(["competition", "labels"], "images belong to classes; name them here."));
  return faults;
}

/** Which reference model can learn which data. */
function checkModel({ competition }: Kit): Fault[] {
  const { dataset, labels, benchmark } = competition;
  const path = ["competition", "benchmark", "model"];
  const regression = dataset.source === "csv" && labels.length === 0;
  if (regression === (benchmark.model === "dense-regression")) return [];
  if (dataset.source !== "csv")
    return [fault(path, "dense-regression learns numbers from a table, not classes of images.")];
  if (!regression)
    return [fault(path, "no reference model learns classes from a table yet: predict a number, without labels.")];
  return [fault(path, `${benchmark.model} learns classes of images; a table with a number needs dense-regression.`)];
}

function checkPart(kit: Kit, { grading, weight }: KitPart, path: Path): Fault[] {
  switch (grading.rule) {
    case "gradients":
      return kit.problems.length > 0 ? [] : [fault(path, "this part is graded by gradients; the kit has no problems.")];
    case "beats-benchmark":
      return checkCurve(kit, grading.curve, [...path, "curve"]);
    case "reproduces-entry": {
      const left = weight * (1 - grading.rerunShare);
      return checkItems(grading.items ?? [], left, `the rerun leaves ${left}`, [...path, "items"]);
    }
    case "rubric":
      return checkItems(grading.items, weight, `the part weighs ${weight}`, [...path, "items"]);
  }
}

function checkItems(
  items: readonly { id: string; points: number }[],
  points: number,
  whole: string,
  path: Path,
): Fault[] {
  const given = items.reduce((sum, item) => sum + Math.max(0, item.points), 0);
  const wrong = items.length > 0 && Math.abs(given - points) >= 1e-9;
  const sum = fault(path, `the items give ${given} points in all; ${whole}.`);
  return [...findRepeated(path, ids(items)), ...(wrong ? [sum] : [])];
}

/** Practice names problems and slots that there are, and leaves something to grade where gradients give points. */
function checkPractice(kit: Kit, problems: readonly GradientProblem[]): Fault[] {
  const practice = kit.gradients?.practice ?? [];
  // A problem that could not be read has been reported already; its names are not known here.
  if (problems.length !== kit.problems.length) return [];
  const slots = problems.flatMap(({ id, slots }) => slots.map((slot) => ({ problem: id, slot: slot.id })));
  const names = new Set(slots.flatMap(({ problem, slot }) => [problem, `${problem}/${slot}`]));
  const path = ["gradients", "practice"];
  const unknown = practice.flatMap((name, index) =>
    names.has(name) ? [] : [fault([...path, index], `"${name}" is no problem of this kit, and no slot of one.`)],
  );
  const points = kit.parts.some(({ grading }) => grading.rule === "gradients");
  const nothing = points && slots.length > 0 && !slots.some(({ problem, slot }) => slotRule(kit, problem, slot).graded);
  return [...unknown, ...(nothing ? [fault(path, "leaves no slot to grade, and a part is graded by gradients.")] : [])];
}

/** A curve goes from bad scores to good ones and never takes points away for a better score. */
function checkCurve(kit: Kit, curve: readonly (readonly [number, number])[], path: Path): Fault[] {
  const sign = metricDirection(kit.competition.metric) === "max" ? 1 : -1;
  return curve.flatMap(([score, share], index) => {
    const before = curve[index - 1];
    if (before === undefined || (sign * (score - before[0]) > 0 && share >= before[1])) return [];
    return [fault([...path, index], "scores of a curve get better from point to point, and shares do not shrink.")];
  });
}

/** File names of a kit become file names in folders: they name a file and no path. */
function checkNames({ handIn }: Kit): Fault[] {
  const scripts = Object.keys(handIn.script.names);
  const names: [Path, string][] = [
    ...scripts.map((name): [Path, string] => [["handIn", "script", "names", name], name]),
    [["handIn", "output", "name"], handIn.output.name],
  ];
  const faults = names
    .filter(([, name]) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    .map(([path, name]) => fault(path, `"${name}" is not a plain file name (letters, digits, ".", "_", "-").`));
  if (scripts.length === 0)
    faults.push(fault(["handIn", "script", "names"], "names no script; a team could hand in nothing."));
  const commands = entryCommandFaults(handIn.script);
  return [...faults, ...commands.map(({ name, message }) => fault(["handIn", "script", "command", name], message))];
}

function fault(path: Path, message: string): Fault {
  return { code: "schema", path, message };
}
