import { aucOfClass } from "../measure/auc-of-class.ts";
import { readClassScores } from "../measure/class-scores.ts";
import { type Metric, undefinedBecause } from "../measure/metric-input.ts";

export const aucOneVsRest: Metric = {
  name: "auc-ovr",
  direction: "max",
  definition: "Mean over the classes of the area under the ROC curve of the class against all others.",
  source: 'scikit-learn: roc_auc_score with multi_class="ovr"',
  form: "classes",
  prepare: (input) => {
    const read = readClassScores(input);
    if ("undefinedBecause" in read) return undefinedBecause(read.undefinedBecause);
    const areas = read.classes.map((_, k) => aucOfClass(read, k));
    return (counts) => {
      let sum = 0;
      for (const areaOf of areas) {
        const area = areaOf(counts);
        if ("undefinedBecause" in area) return area;
        sum += area.score;
      }
      return { score: sum / areas.length };
    };
  },
};
