import { type GradientProblem, type InputProblem, type Kit, type KitPart, metricDirection } from "@gradmark/contract";

/** MNIST has 70,000 images of ten digits. */
const mnist = { rows: 70_000, labels: 10 };

/** What has to hold between the values of a kit: a schema sees each value alone. */
export function checkKit(kit: Kit, problems: readonly GradientProblem[]): InputProblem[] {
  return [
    ...duplicates(
      "parts",
      kit.parts.map((part) => part.id),
    ),
    ...duplicates("competition.labels", kit.competition.labels),
    ...duplicates("problems", kit.problems),
    ...duplicates(
      "problems",
      problems.map((problem) => problem.id),
    ),
    ...problems.flatMap((problem) =>
      duplicates(
        `problems/${problem.id}.yaml:slots`,
        problem.slots.map((slot) => slot.id),
      ),
    ),
    ...checkDataset(kit),
    ...kit.parts.flatMap((part, index) => checkPart(kit, part, index)),
    ...checkNames(kit),
  ];
}

function duplicates(path: string, names: readonly string[]): InputProblem[] {
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return twice.map((name) => ({ code: "duplicate-name", path, message: `${path}: "${name}" stands there twice.` }));
}

function checkDataset({ competition }: Kit): InputProblem[] {
  const { rows } = competition.dataset;
  const wanted = rows.train + rows.test + rows.shadow;
  const problems: InputProblem[] = [];
  if (wanted > mnist.rows)
    problems.push(
      fault(
        "competition.dataset.rows",
        `train, test and shadow add up to ${wanted} rows; MNIST has ${mnist.rows}, and no image stands in two sets.`,
      ),
    );
  if (competition.labels.length !== mnist.labels)
    problems.push(
      fault("competition.labels", `${competition.labels.length} labels; MNIST has the ${mnist.labels} digits.`),
    );
  const publicRows = Math.round(rows.test * competition.publicShare);
  if (publicRows < 1 || publicRows >= rows.test)
    problems.push(fault("competition.publicShare", "leaves no public or no private row of the test data."));
  return problems;
}

function checkPart(kit: Kit, part: KitPart, index: number): InputProblem[] {
  const path = `parts.${index}.grading`;
  const { grading } = part;
  if (grading.rule === "gradients")
    return kit.problems.length > 0
      ? []
      : [fault(path, "this part is graded by gradients, and the kit has no problems.")];
  if (grading.rule === "beats-benchmark") return checkCurve(kit, grading.curve, `${path}.curve`);
  if (grading.rule === "reproduces-entry") return [];
  const points = grading.items.reduce((sum, item) => sum + Math.max(0, item.points), 0);
  return [
    ...duplicates(
      `${path}.items`,
      grading.items.map((item) => item.id),
    ),
    ...(Math.abs(points - part.weight) < 1e-9
      ? []
      : [fault(`${path}.items`, `the items give ${points} points in all; the part weighs ${part.weight}.`)]),
  ];
}

/** A curve goes from bad scores to good ones and never takes points away for a better score. */
function checkCurve(kit: Kit, curve: readonly (readonly [number, number])[], path: string): InputProblem[] {
  const sign = metricDirection(kit.competition.metric) === "max" ? 1 : -1;
  return curve.flatMap(([score, share], index) => {
    const before = curve[index - 1];
    if (before === undefined || (sign * (score - before[0]) > 0 && share >= before[1])) return [];
    return [fault(`${path}.${index}`, "scores of a curve get better from point to point, and shares do not shrink.")];
  });
}

/** File names of a kit become file names in folders: they name a file and no path. */
function checkNames({ handIn, competition }: Kit): InputProblem[] {
  const names = [
    ...Object.keys(handIn.script.names).map((name) => ["handIn.script.names", name] as const),
    ["handIn.output.name", handIn.output.name] as const,
  ];
  const problems = names
    .filter(([, name]) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    .map(([path, name]) => fault(path, `"${name}" is not a plain file name (letters, digits, ".", "_", "-").`));
  if (Object.keys(handIn.script.names).length === 0)
    problems.push(fault("handIn.script.names", "names no script; a team could hand in nothing."));
  if (competition.idColumn === competition.targetColumn)
    problems.push(fault("competition.targetColumn", "is the id column too; the two columns need two names."));
  return problems;
}

function fault(path: string, message: string): InputProblem {
  return { code: "schema", path, message: `kit.yaml, ${path}: ${message}` };
}
