import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";
import { fusedKernels } from "../engine/tensorflow-gradients.ts";

/**
 * Mean over the rows of −Σ target · log softmax(scores), by one operation of the engine where it has one.
 *
 * @param target [rows, classes], each row a distribution
 * @param scores [rows, classes]
 */
export function meanCrossEntropy(tf: Tensorflow, target: Tensor2D, scores: Tensor2D): Scalar {
  if (!tf.getKernel(fusedKernels.crossEntropy, tf.getBackend()))
    return tf.losses.softmaxCrossEntropy(target, scores).asScalar();
  const run = tf.customGrad((own, save) => {
    const inputs = { scores: own as Tensor, target };
    const [losses, slope] = tf.engine().runKernel(fusedKernels.crossEntropy, inputs) as unknown as [Tensor, Tensor];
    (save as (tensors: Tensor[]) => void)([slope]);
    return { value: losses.mean(), gradFunc: (dy, saved) => backward(dy, saved, scores.shape[0]) };
  });
  return run(scores) as Scalar;
}

function backward(dy: Tensor, [slope]: Tensor[], rows: number): Tensor {
  if (!slope) throw new Error("cross entropy saved its slope");
  return slope.mul(dy.div(rows));
}
