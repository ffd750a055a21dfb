import { describe, expect, it } from "vitest";
import { findHierarchies } from "./find-hierarchies.ts";

const hybrid = `32 31 0:28 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
33 31 0:29 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
34 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
35 31 0:31 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate
`;
const pure = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

describe("finding control groups", () => {
  it("knows a hybrid host, with two controllers in one tree", () => {
    expect(findHierarchies(hybrid, () => "hugetlb\n")).toEqual({
      unified: "/sys/fs/cgroup/unified",
      unifiedControllers: ["hugetlb"],
      legacy: {
        memory: "/sys/fs/cgroup/memory",
        pids: "/sys/fs/cgroup/pids",
        cpu: "/sys/fs/cgroup/cpu,cpuacct",
        cpuacct: "/sys/fs/cgroup/cpu,cpuacct",
      },
    });
  });

  it("knows a host with version 2 alone", () => {
    expect(findHierarchies(pure, () => "cpuset cpu io memory pids\n")).toEqual({
      unified: "/sys/fs/cgroup",
      unifiedControllers: ["cpuset", "cpu", "io", "memory", "pids"],
      legacy: {},
    });
  });

  it("knows a host with version 1 alone and a blank in a path", () => {
    const line = "32 31 0:28 / /sys/fs/my\\040cgroup/memory rw - cgroup cgroup rw,memory";
    expect(findHierarchies(line, () => "").legacy).toEqual({ memory: "/sys/fs/my cgroup/memory" });
  });

  it("finds nothing where nothing is mounted", () => {
    expect(findHierarchies("", () => "")).toEqual({ unified: null, unifiedControllers: [], legacy: {} });
  });
});
