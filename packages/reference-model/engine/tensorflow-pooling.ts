import type { KernelFunc, Tensor } from "@tensorflow/tfjs";
import type { Tensorflow } from "./engine.ts";

/** The part of tfjs-node's backend that runs one operation of TensorFlow. */
interface NodeBackend {
  executeSingleOutput(name: string, attributes: readonly [], inputs: readonly unknown[]): Tensor;
}

/**
 * Lets max pooling of squares of 2×2 and its gradient run by operations of our own (scripts/setup/pooling.cc). On
 * [128, 26, 26, 32] the gradient took 18 ms of processor time with TensorFlow's, and 3 with ours. Does nothing where the
 * binding has none: one that came from elsewhere, or an engine on a GPU.
 */
export function addPooling(tf: Tensorflow): void {
  const backend = tf.backend() as unknown as NodeBackend;
  if (!hasPooling(tf, backend)) return;
  replace(tf, "MaxPool", ({ x }) => [x], backend, "GradmarkPool");
  replace(tf, "MaxPoolGrad", ({ input, output, dy }) => [input, output, dy], backend, "GradmarkPoolGrad");
}

function hasPooling(tf: Tensorflow, backend: NodeBackend): boolean {
  const square = tf.zeros([1, 2, 2, 1]);
  try {
    backend.executeSingleOutput("GradmarkPool", [], [square]).dispose();
    return true;
  } catch {
    return false; // TensorFlow does not know the operation
  } finally {
    square.dispose();
  }
}

type Inputs = Parameters<KernelFunc>[0]["inputs"];

/** Takes our operation for squares, and what was there before for everything else. */
function replace(
  tf: Tensorflow,
  kernelName: string,
  order: (inputs: Inputs) => unknown[],
  backend: NodeBackend,
  operation: string,
): void {
  const backendName = tf.getBackend();
  if (tf.getKernel(operation, backendName)) return; // loaded before in this process
  const own: KernelFunc = ({ inputs }) => backend.executeSingleOutput(operation, [], order(inputs));
  tf.registerKernel({ kernelName: operation, backendName, kernelFunc: own });
  const before = tf.getKernel(kernelName, backendName);
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    ...before,
    kernelFunc: (call) => (poolsSquares(call) ? own(call) : before.kernelFunc(call)),
  });
}

function poolsSquares({ inputs, attrs }: Parameters<KernelFunc>[0]): boolean {
  const { filterSize, strides, pad } = attrs ?? {};
  const pairs = [filterSize, strides].map((size) => (Array.isArray(size) ? size : [size, size]));
  return pad === "valid" && pairs.flat().every((size) => size === 2) && (inputs.x ?? inputs.input)?.dtype === "float32";
}
