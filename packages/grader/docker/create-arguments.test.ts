import { describe, expect, it } from "vitest";
import { openStarter } from "../box/starter.ts";
import { namespaceGroup } from "../cgroup/namespace-group.ts";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import type { RunSpec } from "../sandbox/sandbox.ts";
import { createArguments } from "./create-arguments.ts";

const spec: RunSpec = {
  command: ["/usr/bin/luajit", "/script/a b.lua"],
  environment: { TZ: "UTC" },
  mounts: [],
  limits: fixtureLimits,
  collect: null,
  keptLogBytes: 1,
};
const scratch = "/run/gradmark/61000/scratch";
const prepared = {
  ...{ uid: 61000, folder: "/run/gradmark/61000", runFolder: "/run/gradmark", group: namespaceGroup(), sized: true },
  starter: openStarter(),
  box: {
    ...{ work: `${scratch}/work`, tmp: `${scratch}/tmp`, shm: `${scratch}/shm`, engine: `${scratch}/engine` },
    mounts: [
      { source: "/run/gradmark/61000/views/0", at: "/data" },
      { source: '/run/a,"b"', at: "/script", watched: true },
    ],
    remove: async () => undefined,
  },
  system: [
    { at: "/usr", source: "/usr", linkTo: null },
    { at: "/bin", source: "/bin", linkTo: "usr/bin" },
  ],
  dispose: async () => undefined,
};
const words = createArguments(prepared, spec, "box:1", {});

/** What follows each occurrence of an option. */
const valuesOf = (option: string): string[] =>
  words.flatMap((word, k) => (word === option ? [words[k + 1] ?? ""] : []));

describe("what a container is made with", () => {
  it.each([
    ["--network", ["none"]],
    ["--ipc", ["none"]],
    ["--user", ["61000:61000"]],
    ["--cap-drop", ["ALL"]],
    ["--security-opt", ["no-new-privileges", "seccomp=/run/gradmark/docker-seccomp.json"]],
    ["--memory", ["268435456b"]],
    // Equal to the memory: no swap.
    ["--memory-swap", ["268435456b"]],
    ["--pids-limit", ["68"]],
    ["--log-driver", ["none"]],
    ["--pull", ["never"]],
    ["--restart", ["no"]],
    ["--cgroupns", ["private"]],
    ["--entrypoint", ["/usr/bin/env"]],
    ["--workdir", ["/work"]],
    ["--ulimit", ["nofile=256:256", "core=0:0", "fsize=16777216:16777216", "cpu=11:11", "nproc=272:272"]],
  ])("has %s %j", (option, values) => {
    expect(valuesOf(option)).toEqual(values);
  });

  it("is read-only and without a health check of an image", () => {
    expect(words).toContain("--read-only");
    expect(words).toContain("--no-healthcheck");
  });

  it("grants nothing: no privilege, capability, device, host name space or volume of the engine's", () => {
    const granting =
      /^--(privileged|cap-add|device|gpus|pid|userns|uts|volume|volumes-from|tmpfs|publish|env|group-add)(=|$)/;
    expect(words.filter((word) => granting.test(word))).toEqual([]);
  });

  it("writes nowhere but to the run's own folders, and what is watched for its reading times", () => {
    const writable = valuesOf("--mount").filter((mount) => !mount.endsWith(",readonly"));
    expect(writable).toEqual([
      'type=bind,"source=/run/a,""b""",target=/script',
      `type=bind,source=${scratch}/work,target=/work`,
      `type=bind,source=${scratch}/tmp,target=/tmp`,
      `type=bind,source=${scratch}/shm,target=/dev/shm`,
    ]);
  });

  it("shows a folder that is a link under both names, and an empty /sys", () => {
    expect(valuesOf("--mount")).toEqual(
      expect.arrayContaining([
        "type=bind,source=/usr,target=/usr,readonly",
        "type=bind,source=/usr/bin,target=/bin,readonly",
        "type=bind,source=/run/gradmark/docker-sys,target=/sys,readonly",
      ]),
    );
  });

  it("gives the program its own environment and leaves that of the first process empty", () => {
    const inside = words.slice(words.indexOf("box:1") + 1);
    expect(inside.slice(0, 3)).toEqual(["-i", "/bin/sh", "-c"]);
    expect(inside.slice(4)).toEqual([
      ...["gate", "/usr/bin/env", "-i", "HOME=/tmp", "TMPDIR=/tmp", "TZ=UTC"],
      ...["/usr/bin/luajit", "/script/a b.lua"],
    ]);
  });
});
