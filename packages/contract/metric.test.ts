import { describe, expect, it } from "vitest";
import { kitMetric, metricDirection, metricLabel } from "./metric.ts";

describe("the metric of a kit", () => {
  it("is a name of the list, with its direction", () => {
    expect(metricDirection(kitMetric.parse("log-loss"))).toBe("min");
    expect(metricDirection(kitMetric.parse("map@3"))).toBe("max");
  });

  it("says which names there are", () => {
    const { error } = kitMetric.safeParse("luck");
    expect(error?.issues[0]?.message).toContain("the metrics are accuracy, balanced-accuracy");
  });

  it("is the host's own script, with its direction, and its file is its name", () => {
    const metric = kitMetric.parse({ script: "metric.py", direction: "min" });
    expect([metricDirection(metric), metricLabel(metric)]).toEqual(["min", "metric.py"]);
  });

  it.each(["../metric.py", "a/metric.py", "metric.rb", ".py", "metric"])("is no file such as %s", (script) => {
    expect(kitMetric.safeParse({ script, direction: "max" }).success).toBe(false);
  });

  it("does not guess a direction", () => {
    expect(kitMetric.safeParse({ script: "metric.py" }).success).toBe(false);
  });
});
