/** What can be asked of the processes of one run, whatever holds them together. */
export interface RunGroup {
  /** `cgroup.procs` files that the first process of the run enters. */
  readonly doors: readonly string[];
  cpuMs(): number | null;
  peakMemoryBytes(): number | null;
  oomKills(): number;
  refusedProcesses(): number;
  /** Kills everything in the group; may be called often. */
  kill(): void;
  /** Whether the group is empty. */
  isEmpty(): boolean;
  remove: () => Promise<void>;
  /** Told what the sandbox says about itself while it starts. */
  onStatus?(text: string): void;
}

/** Waits until nothing of the group is alive; false when that does not happen within `limitMs`. */
export async function waitUntilEmpty(group: RunGroup, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    if (group.isEmpty()) return true;
    if (performance.now() > end) return false;
    group.kill();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
