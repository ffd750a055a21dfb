import { type FixedMetricName, fixedMetricNames, type MetricName } from "@gradmark/contract";
import type { Metric } from "../measure/metric-input.ts";
import { accuracy } from "./accuracy.ts";
import { auc } from "./auc.ts";
import { aucOneVsRest } from "./auc-ovr.ts";
import { balancedAccuracy } from "./balanced-accuracy.ts";
import { brier } from "./brier.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { f1Macro } from "./f1-macro.ts";
import { f1Micro } from "./f1-micro.ts";
import { f1Weighted } from "./f1-weighted.ts";
import { logLoss } from "./log-loss.ts";
import { mae } from "./mae.ts";
import { mapAtK } from "./map-at-k.ts";
import { mape } from "./mape.ts";
import { mcc } from "./mcc.ts";
import { quadraticKappa } from "./quadratic-kappa.ts";
import { r2 } from "./r2.ts";
import { rmse } from "./rmse.ts";
import { rmsle } from "./rmsle.ts";
import { spearman } from "./spearman.ts";
import { topK } from "./top-k.ts";

const fixed: Readonly<Record<FixedMetricName, Metric>> = {
  accuracy,
  "balanced-accuracy": balancedAccuracy,
  "f1-macro": f1Macro,
  "f1-micro": f1Micro,
  "f1-weighted": f1Weighted,
  "cohen-kappa": cohenKappa,
  "quadratic-kappa": quadraticKappa,
  mcc,
  "log-loss": logLoss,
  brier,
  auc,
  "auc-ovr": aucOneVsRest,
  rmse,
  rmsle,
  mae,
  mape,
  r2,
  spearman,
};

/**
 * The metric of a name of the contract.
 * @throws RangeError for any other name
 */
export function findMetric(name: MetricName): Metric {
  const known = fixedMetricNames.find((one) => one === name);
  if (known !== undefined) return fixed[known];
  const [, kind, k] = /^(top-|map@)([1-9]\d{0,3})$/.exec(name) ?? [];
  if (kind === "top-") return topK(Number(k));
  if (kind === "map@") return mapAtK(Number(k));
  throw new RangeError(`There is no metric ${name}.`);
}
