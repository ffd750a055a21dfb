import { describe, expect, it } from "vitest";
import { engineNames } from "./engine.ts";
import { type Installation, obstacle, processorName } from "./installation.ts";

const complete: Installation = {
  folder: "/node_modules/tfjs-node-gpu",
  binding: true,
  variant: "gpu",
  libraries: true,
  nvidiaGpu: true,
  avx: true,
  dawn: true,
};

describe("what speaks against an engine", () => {
  it("is nothing when everything is there", () => {
    for (const name of engineNames) expect(obstacle(name, complete)).toBeNull();
  });

  it("is a missing binding, with the command that makes it", () => {
    expect(obstacle("tensorflow-cpu", { ...complete, binding: false })).toMatch(/not set up.*npm run setup/);
  });

  it("is a cache that was emptied after setup", () => {
    expect(obstacle("tensorflow-cpu", { ...complete, libraries: false })).toMatch(/gone.*npm run setup/);
  });

  it("is a processor without AVX: the library would end the process with SIGILL", () => {
    expect(obstacle("tensorflow-cpu", { ...complete, avx: false })).toMatch(/AVX/);
  });

  it("is for WebGPU that its optional package was left out, and nothing of TensorFlow", () => {
    expect(obstacle("webgpu", { ...complete, dawn: false })).toMatch(/webgpu.*npm ci/);
    expect(obstacle("webgpu", { ...complete, binding: false, avx: false, nvidiaGpu: false })).toBeNull();
  });

  it("is for the GPU that there is none, before anything else", () => {
    expect(obstacle("tensorflow-gpu", { ...complete, nvidiaGpu: false, binding: false })).toMatch(/No NVIDIA GPU/);
    expect(obstacle("tensorflow-cpu", { ...complete, nvidiaGpu: false })).toBeNull();
  });

  it("is for the GPU a binding that was made before the GPU was there", () => {
    expect(obstacle("tensorflow-gpu", { ...complete, variant: "cpu" })).toMatch(/for CPU only.*npm run setup/);
  });
});

describe("the name of the processor", () => {
  it("ends with the number of threads, which decides about rounding", () => {
    expect(processorName(1)).toMatch(/\S, 1 thread$/);
    expect(processorName(8)).toMatch(/\S, 8 threads$/);
  });
});
