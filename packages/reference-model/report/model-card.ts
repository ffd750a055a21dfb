import { bestEpoch, type TrainingSummary } from "./summary.ts";

/** The model card (Mitchell et al. 2019, "Model cards for model reporting"), as Markdown. */
export function formatModelCard(summary: TrainingSummary): string {
  const best = bestEpoch(summary.history);
  return `# Reference model: ${summary.model}

- **Trained by** ${summary.engine} on ${summary.device}${summary.engineNote ? ` (${summary.engineNote})` : ""}
- **Seed** ${summary.seed}, **epochs** ${trainedEpochs(summary)}, weights of epoch ${best.epoch} (best on validation rows)
- **Parameters** ${summary.parameters.toLocaleString("en")}
- **Rows** ${summary.trainingRows.toLocaleString("en")} to learn from, ${summary.validationRows.toLocaleString("en")} for validation; both from the training set
- **Validation** accuracy ${percent(best.validationAccuracy)}, loss ${best.validationLoss.toFixed(4)}
- **Time** ${summary.seconds.toFixed(1)} s, ${Math.round(summary.imagesPerSecond).toLocaleString("en")} images/s
- **sha256** of the flat weights file: ${summary.sha256}

## Use

Sets the benchmark of a course. Input: grey images [rows, height, width, 1] with values from 0 to 1. Output: one score
for each class (${summary.classes.join(", ")}); the largest is the prediction.

## Limits

It has seen the training set only. The labels of the test set were not available to the training; the score on the
board is computed elsewhere. It knows nothing of images that are unlike its training set.
`;
}

function trainedEpochs({ history, epochs }: TrainingSummary): string {
  if (history.length >= epochs) return String(epochs);
  return `${history.length} of at most ${epochs} (the validation rows showed no more progress)`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
