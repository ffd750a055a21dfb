export { type Engine, type EngineName, type EngineStatus, engineNames, type Tensorflow } from "./engine/engine.ts";
export { EngineUnavailable, listEngines, openEngine } from "./engine/ladder.ts";
export type { ModelName } from "./models/catalog.ts";
export { type FlatTensor, formatWeights, parseWeights } from "./report/flat-weights.ts";
export type { EpochRecord, TrainingProgress } from "./train/train-loop.ts";
export { type TrainedModel, type TrainingRequest, trainReferenceModel } from "./train-reference-model.ts";
