/** Where the first process of a run goes in. */
export interface GroupEntry {
  /** Folder of the version 2 group, into which a process can be born. */
  unified: string | null;
  /** `tasks` files of version 1, which a single thread enters by writing 0. */
  legacy: readonly string[];
}

/** What can be asked of the processes of one run, whatever holds them together. */
export interface RunGroup {
  readonly entry: GroupEntry;
  /** Moves a process in, by its number on the host; one that has just ended is no failure. */
  admit(pid: number): void;
  /** Whether a process is in every group of the run. */
  holds(pid: number): boolean;
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
