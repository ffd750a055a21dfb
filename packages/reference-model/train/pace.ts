/** Where a training stands: the current epoch (from 1), its step, and running means over this epoch. */
export interface TrainingProgress {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss: number;
  accuracy: number;
  imagesPerSecond: number;
  secondsLeft: number;
}

export interface Pace {
  /** Counts images that a step has trained on. */
  trained(images: number): void;
  /** Tells where the training stands, at most twice a second and at the end of each epoch. */
  report(progress: Omit<TrainingProgress, "imagesPerSecond" | "secondsLeft">, imagesLeft: number): void;
  imagesPerSecond(): number;
}

/** Measures the speed of training; time between steps (validation, checkpoints) counts too. */
export function createPace(onProgress?: (progress: TrainingProgress) => void): Pace {
  const started = performance.now();
  let images = 0;
  let told = started;
  const imagesPerSecond = () => (images * 1000) / Math.max(performance.now() - started, 1e-6);
  return {
    trained: (count) => {
      images += count;
    },
    report(progress, imagesLeft) {
      const now = performance.now();
      if (now - told < 500 && progress.step < progress.steps) return;
      told = now;
      const speed = imagesPerSecond();
      onProgress?.({ ...progress, imagesPerSecond: speed, secondsLeft: imagesLeft / speed });
    },
    imagesPerSecond,
  };
}
