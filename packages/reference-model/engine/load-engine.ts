import type { EngineName, Tensorflow } from "./engine.ts";
import { loadTensorflow } from "./load-tensorflow.ts";
import { loadWasm } from "./load-wasm.ts";
import { loadWebgpu } from "./load-webgpu.ts";

/** Loads one engine into this process. */
export async function loadEngine(name: EngineName, threads?: number): Promise<{ tf: Tensorflow; device: string }> {
  if (name === "wasm") return loadWasm();
  return name === "webgpu" ? loadWebgpu() : loadTensorflow(name, threads);
}
