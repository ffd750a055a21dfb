export { openPrecision, type Precision } from "./evaluate/precise.ts";
export { type CellRow, type Curve, type CurvePoint, type Difference, differenceOf } from "./explain/curve.ts";
export type { AnswerRequest } from "./judge/assign-answer.ts";
export { checkAnswer, decideAnswer, echoAnswer } from "./judge/check-answer.ts";
export { compileProblem } from "./problem/compile-problem.ts";
export type { CompiledProblem } from "./problem/compiled-problem.ts";
export { truths } from "./problem/truths.ts";
export { type CrossCheck, crossCheckProblem } from "./verify/cross-check.ts";
