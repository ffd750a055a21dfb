import { aucOfClass } from "../measure/auc-of-class.ts";
import { readClassScores } from "../measure/class-scores.ts";
import { type Metric, undefinedBecause } from "../measure/metric-input.ts";

export const auc: Metric = {
  name: "auc",
  direction: "max",
  definition: "Area under the ROC curve of two classes; the second in order is the positive one.",
  source: "scikit-learn: roc_auc_score",
  form: "classes",
  prepare: (input) => {
    const read = readClassScores(input);
    if ("undefinedBecause" in read) return undefinedBecause(read.undefinedBecause);
    if (read.classes.length !== 2) return undefinedBecause("it needs exactly two classes; auc-ovr takes more");
    return aucOfClass(read, 1);
  },
};
