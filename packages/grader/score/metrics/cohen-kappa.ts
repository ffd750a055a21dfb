import { fromConfusion } from "../measure/confusion.ts";
import { kappaOf } from "../measure/kappa-of.ts";
import type { Metric } from "../measure/metric-input.ts";

export const cohenKappa: Metric = {
  name: "cohen-kappa",
  direction: "max",
  definition: "Agreement beyond chance: 1 − observed over expected disagreement.",
  source: "scikit-learn: cohen_kappa_score; J. Cohen, Educational and Psychological Measurement 20 (1960)",
  form: "labels",
  prepare: fromConfusion((confusion) => kappaOf(confusion, (distance) => (distance === 0 ? 0 : 1))),
};
