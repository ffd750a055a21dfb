/** The host's metric script did not give a score. It is the host's to mend, never a team's mistake. */
export class MetricScriptError extends Error {
  override readonly name = "MetricScriptError";
}
