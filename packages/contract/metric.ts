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

/** The host's own program that scores, a file beside `kit.yaml`. */
const scriptMetric = z.strictObject({
  script: z
    .string()
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9_-]{0,62}\.(?:py|lua|js|mjs|cjs|ts|mts)$/,
      "a file name that ends in .py, .lua, .js or .ts",
    ),
  direction: z.enum(["max", "min"]),
});
export type ScriptMetric = z.infer<typeof scriptMetric>;

/** What a kit is scored by. */
export const kitMetric = z.union([metricName, scriptMetric]);
export type KitMetric = z.infer<typeof kitMetric>;

/** Whether a larger (`max`) or a smaller (`min`) score is better. */
export function metricDirection(metric: KitMetric): "max" | "min" {
  if (typeof metric !== "string") return metric.direction;
  return Object.hasOwn(fixedMetrics, metric) ? fixedMetrics[metric as FixedMetricName] : "max";
}

/** What people read: the metric's name, or that of the host's script. */
export function metricLabel(metric: KitMetric): string {
  return typeof metric === "string" ? metric : metric.script;
}
