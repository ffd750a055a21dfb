import { readText } from "../cgroup/control-files.ts";
import type { RunGroup } from "../cgroup/run-group.ts";

/**
 * Moves everything that is in a container into the run's own control groups: the engine removes its groups together
 * with the container, so that nobody could read afterwards whether memory or processes had run out. What the
 * container starts from then on is born in the run's groups.
 * @param first the container's first process, by its number on the host
 */
export function moveContainer(first: number, group: RunGroup): void {
  // A process that was born while its parent moved is found in the next round.
  for (let round = 0; round < 100; round++) {
    const outside = withDescendants(first).filter((pid) => !group.holds(pid));
    if (outside.length === 0) return;
    for (const pid of outside) group.admit(pid);
  }
  throw new Error("The container could not be moved into the run's control groups.");
}

function withDescendants(first: number): number[] {
  const found = [first];
  for (let at = 0; at < found.length; at++) {
    const children = readText(`/proc/${found[at]}/task/${found[at]}/children`) ?? "";
    found.push(...children.trim().split(" ").filter(Boolean).map(Number));
  }
  return found;
}
