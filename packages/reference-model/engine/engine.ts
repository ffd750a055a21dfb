/** The tfjs programming interface; every engine offers the same. */
export type Tensorflow = typeof import("@tensorflow/tfjs");

/** The ladder, best first. */
export const engineNames = ["tensorflow-gpu", "tensorflow-cpu", "webgpu", "wasm"] as const;
export type EngineName = (typeof engineNames)[number];

/** What is known of one step of the ladder. */
export interface EngineStatus {
  name: EngineName;
  available: boolean;
  /** The hardware that it would use; null when it is not available. */
  device: string | null;
  /** Why it is not available and what to do about it; null when it is. */
  why: string | null;
  /** Training speed of LeNet-5 on a short step; null unless it was measured. */
  imagesPerSecond: number | null;
}

/** An engine that is loaded into this process. */
export interface Engine {
  name: EngineName;
  device: string;
  /** Why it is not the best of the ladder, one sentence for each step above; empty when it is. */
  why: string;
  tf: Tensorflow;
}
