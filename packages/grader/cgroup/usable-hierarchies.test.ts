import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { usableHierarchies } from "./usable-hierarchies.ts";

describe("usable control groups", () => {
  const root = mkdtempSync(join(tmpdir(), "gradmark-cgroup-"));
  afterAll(() => rmSync(root, { recursive: true }));

  it("leaves out a tree that nobody may write, and says so when none is left", () => {
    const legacy = { memory: "/proc/1/nowhere", pids: root };
    expect(usableHierarchies({ unified: null, unifiedControllers: [], legacy })).toEqual({
      unified: null,
      unifiedControllers: [],
      legacy: { pids: root },
    });
    expect(usableHierarchies({ unified: "/proc/1/nowhere", unifiedControllers: ["memory"], legacy: {} })).toBeNull();
  });

  it("asks each level of a version 2 tree for the controllers, and counts on those that it got", () => {
    const tree = join(root, "v2");
    mkdirSync(join(tree, "gradmark"), { recursive: true });
    // Plain files stand in for the kernel's, which shows "memory pids" after "+memory" and "+pids" were written.
    writeFileSync(join(tree, "cgroup.subtree_control"), "memory");
    writeFileSync(join(tree, "gradmark", "cgroup.subtree_control"), "memory");
    const usable = usableHierarchies({ unified: tree, unifiedControllers: ["cpuset", "memory", "pids"], legacy: {} });
    expect(readFileSync(join(tree, "cgroup.subtree_control"), "utf8")).toBe("+pidsy");
    expect(usable).toEqual({ unified: tree, unifiedControllers: [], legacy: {} });
  });
});
