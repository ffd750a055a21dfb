import type { EngineName, Tensorflow } from "./engine.ts";
import { loadTensorflow } from "./load-tensorflow.ts";
import { loadWasm } from "./load-wasm.ts";

/** Loads one engine into this process. */
export async function loadEngine(name: EngineName, threads?: number): Promise<{ tf: Tensorflow; device: string }> {
  return name === "wasm" ? loadWasm() : loadTensorflow(name, threads);
}
