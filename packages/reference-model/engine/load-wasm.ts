import { createRequire } from "node:module";
import type { Tensorflow } from "./engine.ts";
import { processorName } from "./installation.ts";

/**
 * Loads tfjs on WebAssembly: no set-up, one thread, and a tenth of TensorFlow's speed or less. Enough for logistic
 * regression, the two-layer network and, with patience, LeNet-5.
 *
 * @throws when it cannot be loaded
 */
export async function loadWasm(): Promise<{ tf: Tensorflow; device: string }> {
  const require = createRequire(import.meta.url);
  const tf: Tensorflow = require("@tensorflow/tfjs");
  require("@tensorflow/tfjs-backend-wasm");
  if (!(await tf.setBackend("wasm"))) throw new Error("WebAssembly did not start in this process.");
  addConvolutionGradient(tf);
  return { tf, device: processorName(1) };
}

/**
 * tfjs 4.22 has no kernel on WebAssembly for a convolution's gradient with respect to its filter, but one for three
 * dimensions: a picture is a volume of depth 1.
 */
function addConvolutionGradient(tf: Tensorflow): void {
  const volume = tf.getKernel("Conv3DBackpropFilterV2", "wasm");
  if (!volume) throw new Error("This tfjs has no gradient for convolutions on WebAssembly.");
  if (tf.getKernel("Conv2DBackpropFilter", "wasm")) return;
  tf.registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc({ inputs, attrs, backend }) {
      const { x, dy } = inputs;
      if (!x || !dy) throw new Error("Conv2DBackpropFilter needs x and dy");
      const { strides, pad, filterShape } = attrs as unknown as ConvolutionAttributes;
      if (typeof pad === "object") throw new Error("explicit padding is not supported on WebAssembly");
      const [vertical, horizontal] = typeof strides === "number" ? [strides, strides] : strides;
      // A tensor's shape is only a view of its data: these share it.
      const deep = (info: typeof x) => ({ ...info, shape: [info.shape[0] ?? 0, 1, ...info.shape.slice(1)] });
      const filter = volume.kernelFunc({
        inputs: { x: deep(x), dy: deep(dy) },
        attrs: { strides: [1, vertical, horizontal], pad, filterShape: [1, ...filterShape] },
        backend,
      });
      if (Array.isArray(filter)) throw new Error("a filter has one gradient");
      return { ...filter, shape: filterShape };
    },
  });
}

interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: "same" | "valid" | number | object;
  filterShape: [number, number, number, number];
}
