import { createRequire } from "node:module";
import type { Tensorflow } from "./engine.ts";

/**
 * Loads tfjs on WebGPU by Dawn, which needs a Vulkan driver (Linux), Metal or Direct3D, and no CUDA. A computed result
 * can only be awaited there: `data()`, not `dataSync()`.
 *
 * @param software whether a driver that computes on the processor will do: right, but a thousand times slower
 * @throws when there is no adapter, or only one of software
 */
export async function loadWebgpu(software = softwareAllowed()): Promise<{ tf: Tensorflow; device: string }> {
  const gpu = await browserGpu();
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error(`No graphics driver for WebGPU was found (on Linux: Vulkan). ${remedy}`);
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const device = description || [vendor, architecture].filter(Boolean).join(" ") || "GPU";
  if (!software && (isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${architecture} ${device}`)))
    throw new Error(`WebGPU has only ${device}, which computes on the processor. ${allowance}`);

  // Only now: tfjs looks for WebGPU once, while it is loaded.
  const require = createRequire(import.meta.url);
  const tf: Tensorflow = require("@tensorflow/tfjs");
  require("@tensorflow/tfjs-backend-webgpu");
  if (!(await tf.setBackend("webgpu"))) throw new Error(`WebGPU did not start on ${device}.`);
  await tf.ready();
  return { tf, device };
}

const remedy = "Install the driver of the graphics card and, on Debian, libvulkan1.";
const allowance = "Set GRADMARK_SOFTWARE_GPU=1 to try it all the same.";

function softwareAllowed(): boolean {
  return process.env.GRADMARK_SOFTWARE_GPU === "1";
}

/**
 * What tfjs expects of a browser and Node does not have: the classes of WebGPU, and `navigator.gpu`. Made once in a
 * process: when a second instance takes the place of the first, Dawn crashes in the work that the first has left.
 */
async function browserGpu(): Promise<GPU> {
  if ("gpu" in globalThis.navigator) return globalThis.navigator.gpu;
  const { create, globals } = await import("webgpu");
  Object.assign(globalThis, globals);
  const gpu: GPU = create([]);
  Object.defineProperty(globalThis.navigator, "gpu", { value: gpu, configurable: true });
  return gpu;
}
