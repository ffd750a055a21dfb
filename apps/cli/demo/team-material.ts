import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeReport } from "./report-pdf.ts";
import type { DemoTeam } from "./teams.ts";
import { predict, starterScript, type TrainingPlaces, trainModel } from "./train-models.ts";

/** Everything that a team carries to the portal. */
export interface TeamMaterial {
  entry: Uint8Array;
  script: { name: string; bytes: Uint8Array };
  model: Uint8Array;
  report: Uint8Array;
  /** Whether a network was trained now, or its weights were there from an earlier demo. */
  trained: boolean;
}

/** Trains a team's network and makes its entry, its result script and its report, as its conduct has it. */
export async function prepareMaterial(
  team: DemoTeam,
  places: TrainingPlaces,
  workFolder: string,
  signal: AbortSignal,
): Promise<TeamMaterial> {
  const { starter, training } = team;
  const model = await trainModel(starter, training, places, signal);
  // The file on the board is older than the model when the team went on training after its upload.
  const uploaded =
    team.conduct === "uploaded-an-older-file"
      ? await trainModel(starter, { ...training, epochs: training.epochs - 1 }, places, signal)
      : model;
  const script = starterScript(places.starters, starter, "result");
  const folder = join(workFolder, team.name);
  const request = { script, starter, weights: uploaded.weights, data: places.data, folder };
  const entry = await predict(request, signal);
  return {
    entry,
    script: { name: basename(script), bytes: await scriptOf(team, script, entry) },
    model: await readFile(model.weights),
    report: await reportOf(team, model.validation),
    trained: model.trained || uploaded.trained,
  };
}

async function scriptOf(team: DemoTeam, script: string, entry: Uint8Array): Promise<Uint8Array> {
  switch (team.conduct) {
    case "honest":
    case "uploaded-an-older-file":
      return readFile(script);
    case "hard-codes-predictions":
      return Buffer.from(hardCodedScript(entry));
    case "never-ends":
      return Buffer.from('-- Waits for a result that never comes.\nprint("epoch 1")\nwhile true do end\n');
  }
}

/** A Python script that looks at no image: it writes down what was predicted once. */
function hardCodedScript(entry: Uint8Array): string {
  const rows = Buffer.from(entry).toString("utf8").trim().split("\n").slice(1);
  const labels = rows.map((row) => row.split(",")[1] ?? "").join("");
  return [
    "# Writes the predictions of our model.",
    "import csv, os",
    `LABELS = "${labels}"`,
    'with open(os.path.join(os.environ["GRADMARK_TEST_DATA"], "test.csv")) as test:',
    '    ids = [row["Id"] for row in csv.DictReader(test)]',
    'with open("predictions.csv", "w") as out:',
    '    out.write("Id,Label\\n")',
    "    for id, label in zip(ids, LABELS):",
    '        out.write(f"{id},{label}\\n")',
    "",
  ].join("\n");
}

function reportOf({ name, starter, training }: DemoTeam, validation: readonly number[]): Promise<Uint8Array> {
  const { epochs, seed, hidden = 32 } = training;
  return writeReport({
    team: name,
    sections: [
      { title: "Model", text: `A network with ${hidden} hidden units and ReLU, from the ${starter} starter.` },
      {
        title: "Training",
        text: `${epochs} epochs of stochastic gradient descent on the training part, seed ${seed}.`,
      },
      {
        title: "Derivations",
        text: "The derivatives of section 1 were typed into the portal; they follow from the chain rule.",
      },
    ],
    validation,
  });
}
