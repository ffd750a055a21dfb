import type { TrainingProgress } from "@gradmark/reference-model";
import type { CliContext } from "../context.ts";

/** A line of progress at most every two seconds: a log file should stay readable. */
export function showTraining(title: string, context: CliContext): (progress: TrainingProgress) => void {
  let next = 0;
  return (progress) => {
    const now = performance.now();
    if (now < next) return;
    next = now + 2000;
    const { epoch, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
    context.progress(
      `${title}: epoch ${epoch}, loss ${loss.toFixed(3)}, accuracy ${(100 * accuracy).toFixed(1)} %, ` +
        `${Math.round(imagesPerSecond)} images/s, ${Math.ceil(secondsLeft)} s left`,
    );
  };
}
