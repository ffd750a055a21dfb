import { z } from "zod";

const fixedMetrics = {
  accuracy: "max",
  "balanced-accuracy": "max",
  "f1-macro": "max",
  "f1-micro": "max",
  "f1-weighted": "max",
  "log-loss": "min",
  auc: "max",
  "auc-ovr": "max",
  "cohen-kappa": "max",
  "quadratic-kappa": "max",
  mcc: "max",
  rmse: "min",
  rmsle: "min",
  mae: "min",
  mape: "min",
  r2: "max",
  spearman: "max",
  brier: "min",
} as const satisfies Record<string, "max" | "min">;

/** Names of the metrics without a parameter; `top-k` and `map@k` come on top, for any whole k ≥ 1. */
export const fixedMetricNames = Object.keys(fixedMetrics) as (keyof typeof fixedMetrics)[];
export type FixedMetricName = keyof typeof fixedMetrics;

const rankedMetric = /^(?:top-|map@)[1-9]\d{0,3}$/;

/** A metric by name, such as `accuracy` or `top-3`. */
export const metricName = z.string().refine((name) => Object.hasOwn(fixedMetrics, name) || rankedMetric.test(name), {
  message: `not a metric; the metrics are ${fixedMetricNames.join(", ")}, top-k and map@k`,
});
export type MetricName = z.infer<typeof metricName>;

/** Whether a larger (`max`) or a smaller (`min`) score is better. */
export function metricDirection(metric: MetricName): "max" | "min" {
  return Object.hasOwn(fixedMetrics, metric) ? fixedMetrics[metric as FixedMetricName] : "max";
}
