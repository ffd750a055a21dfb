import { formatBytes } from "#components/format.ts";
import type { RerunView, RunView } from "../view.ts";
import classes from "./result.module.css";

/** Time, memory and surroundings of the run, each beside its limit. */
export function RunNumbers({ rerun }: { rerun: RerunView }) {
  const { run, output, runtime, cpu, packages } = rerun;
  const numbers: [string, string][] = [
    ...(run ? numbersOf(run) : []),
    ["Runtime", runtime ?? "none"],
    ["Processor", cpu],
    ...(output ? [[output.file, `${formatBytes(output.bytes)}, SHA-256 ${output.sha256}`] as [string, string]] : []),
    ...(packages.length > 0 ? [["Packages", listOf(packages)] as [string, string]] : []),
  ];
  return (
    <dl className={classes.numbers}>
      {numbers.map(([term, value]) => (
        <div key={term} {...(value.length > 60 && { className: classes.whole })}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function numbersOf(run: RunView): [string, string][] {
  const { wallMs, cpuMs, peakMemoryBytes, exitCode, signal, limits, limitsHit, truncated } = run;
  return [
    ["Time", `${seconds(wallMs)} of ${seconds(limits.wallMs)}`],
    ["Processor time", cpuMs === null ? "not measured" : seconds(cpuMs)],
    [
      "Memory",
      `${peakMemoryBytes === null ? "not measured" : formatBytes(peakMemoryBytes)} of ${formatBytes(limits.memoryBytes)}`,
    ],
    ["Ended", signal ? `stopped by ${signal}` : `with exit code ${exitCode ?? "none"}`],
    ["Limits reached", limitsHit.length === 0 ? "none" : limitsHit.join(", ")],
    ...(truncated ? [["Printed", "more than is kept: the middle was cut"] as [string, string]] : []),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function listOf(packages: { name: string; version: string }[]): string {
  return packages.map(({ name, version }) => `${name} ${version}`).join(", ");
}
