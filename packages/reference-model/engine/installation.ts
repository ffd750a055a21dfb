import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { dirname, join } from "node:path";
import type { EngineName } from "./engine.ts";

/** What of TensorFlow is on this machine, without loading it. */
export interface Installation {
  /** Folder of the npm package. */
  folder: string;
  /** Whether the compiled binding is there. */
  binding: boolean;
  /** Which TensorFlow setup bound it to; null when the binding came from elsewhere. */
  variant: "cpu" | "gpu" | null;
  /** False when the libraries that the binding was linked to are gone. */
  libraries: boolean;
  nvidiaGpu: boolean;
  /** TensorFlow's own builds need it. */
  avx: boolean;
  /** Whether Dawn, an optional package of 130 MB, was installed and has a binary for this platform. */
  dawn: boolean;
}

const setUp = "Run `npm run setup`";

/** Looks at files only. */
export function findInstallation(): Installation {
  const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-node-gpu/package.json"));
  const place = join(folder, "lib/napi-v8");
  const note = readNote(join(place, "gradmark-engine.json"));
  return {
    folder,
    binding: existsSync(join(place, "tfjs_binding.node")),
    variant: note?.variant ?? null,
    libraries: note === null || existsSync(join(note.folder, "tensorflow/libtensorflow_cc.so.2")),
    nvidiaGpu: existsSync("/dev/nvidia0") || existsSync("/proc/driver/nvidia/version"),
    avx: process.arch !== "x64" || !existsSync("/proc/cpuinfo") || / avx /.test(readFileSync("/proc/cpuinfo", "utf8")),
    dawn: hasDawn(),
  };
}

/** Why an engine cannot be loaded and what to do, as far as files tell; null when nothing speaks against it. */
export function obstacle(name: EngineName, found: Installation): string | null {
  if (name === "wasm") return null;
  if (name === "webgpu")
    return found.dawn
      ? null
      : "The optional npm package webgpu (Dawn) is not here. Run `npm ci` without --omit=optional.";
  if (name === "tensorflow-gpu" && !found.nvidiaGpu) return "No NVIDIA GPU was found (no /dev/nvidia0).";
  if (!found.binding) return `TensorFlow is not set up. ${setUp}; it names what is missing.`;
  if (!found.libraries) return `The libraries that setup had fetched into its cache are gone. ${setUp} again.`;
  if (!found.avx) return "This processor has no AVX instructions, which TensorFlow needs. Use another machine.";
  if (name === "tensorflow-gpu" && found.variant === "cpu")
    return `The binding was made for CPU only, before the GPU was there. ${setUp} again.`;
  return null;
}

function hasDawn(): boolean {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("webgpu"));
    const platform = process.platform === "darwin" ? "darwin-universal" : `${process.platform}-${process.arch}`;
    return existsSync(join(folder, "dist", platform, "dawn.node"));
  } catch {
    return false; // left out at installation
  }
}

/** The processor in words, with the number of threads that this process may use. */
export function processorName(threads = availableParallelism()): string {
  const model = cpus()[0]?.model.replace(/\s+/g, " ").trim() || process.arch;
  return `${model}, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

/** Written by scripts/setup beside the binding. */
function readNote(file: string): { variant: "cpu" | "gpu"; folder: string } | null {
  if (!existsSync(file)) return null;
  const note: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof note !== "object" || note === null || !("variant" in note) || !("folder" in note)) return null;
  if (typeof note.folder !== "string" || (note.variant !== "cpu" && note.variant !== "gpu")) return null;
  return { variant: note.variant, folder: note.folder };
}
