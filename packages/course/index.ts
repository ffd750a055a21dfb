export {
  formatIdxImages,
  formatIdxLabels,
  type IdxImages,
  parseIdxImages,
  parseIdxLabels,
  pickImages,
} from "./data/idx.ts";
export { predictionColumns, predictionsFormat } from "./data/prediction-columns.ts";
export {
  type PreparedData,
  type PrepareRequest,
  prepareData,
  preparePublished,
  readPrepared,
} from "./data/prepare-data.ts";
export type { PreparedFile } from "./data/write-sets.ts";
export { type LoadedKit, loadKit, loadProblem } from "./kit/load-kit.ts";
export { type BlobStore, openBlobStore, type StoredBlob, UploadTooLarge } from "./uploads/blob-store.ts";
