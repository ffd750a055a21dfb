import { fromConfusion } from "../measure/confusion.ts";
import { kappaOf } from "../measure/kappa-of.ts";
import type { Metric } from "../measure/metric-input.ts";

export const quadraticKappa: Metric = {
  name: "quadratic-kappa",
  direction: "max",
  definition:
    "Kappa in which a disagreement weighs the square of the labels' distance in the sorted list of all labels.",
  source: 'scikit-learn: cohen_kappa_score with weights="quadratic"',
  form: "labels",
  prepare: fromConfusion((confusion) => kappaOf(confusion, (distance) => distance ** 2)),
};
