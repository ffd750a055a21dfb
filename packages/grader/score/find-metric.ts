import { type FixedMetricName, fixedMetricNames, type MetricName } from "@gradmark/contract";
import { accuracy } from "./accuracy.ts";
import { auc, aucOneVsRest } from "./auc.ts";
import { balancedAccuracy } from "./balanced-accuracy.ts";
import { brier } from "./brier.ts";
import { f1 } from "./f1.ts";
import { kappa } from "./kappa.ts";
import { logLoss } from "./log-loss.ts";
import { mae, mape } from "./mae.ts";
import { mapAtK } from "./map-at-k.ts";
import { mcc } from "./mcc.ts";
import type { Metric } from "./metric-input.ts";
import type { Form } from "./predicted-form.ts";
import { r2 } from "./r2.ts";
import { rmse, rmsle } from "./rmse.ts";
import { spearman } from "./spearman.ts";
import { topK } from "./top-k.ts";

export interface MetricEntry {
  score: Metric;
  form: Form;
  /** Whether the score is a share of independent rows, so that an interval for shares holds. */
  isShareOfRows: boolean;
}

const labels = (score: Metric, isShareOfRows = false): MetricEntry => ({ score, form: "labels", isShareOfRows });
const numbers = (score: Metric): MetricEntry => ({ score, form: "numbers", isShareOfRows: false });
const classes = (score: Metric): MetricEntry => ({ score, form: "classes", isShareOfRows: false });

const fixed: Readonly<Record<FixedMetricName, MetricEntry>> = {
  accuracy: labels(accuracy, true),
  "balanced-accuracy": labels(balancedAccuracy),
  "f1-macro": labels(f1("macro")),
  "f1-micro": labels(f1("micro"), true),
  "f1-weighted": labels(f1("weighted")),
  "cohen-kappa": labels(kappa("none")),
  "quadratic-kappa": labels(kappa("quadratic")),
  mcc: labels(mcc),
  "log-loss": classes(logLoss),
  brier: classes(brier),
  auc: classes(auc),
  "auc-ovr": classes(aucOneVsRest),
  rmse: numbers(rmse),
  rmsle: numbers(rmsle),
  mae: numbers(mae),
  mape: numbers(mape),
  r2: numbers(r2),
  spearman: numbers(spearman),
};

/**
 * The metric of a name of the contract.
 * @throws RangeError for any other name
 */
export function findMetric(name: MetricName): MetricEntry {
  const known = fixedMetricNames.find((one) => one === name);
  if (known !== undefined) return fixed[known];
  const [, kind, k] = /^(top-|map@)([1-9]\d{0,3})$/.exec(name) ?? [];
  if (kind === "top-") return { score: topK(Number(k)), form: "classes-or-list", isShareOfRows: true };
  if (kind === "map@") return labels(mapAtK(Number(k)));
  throw new RangeError(`There is no metric ${name}.`);
}
