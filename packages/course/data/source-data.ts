import type { InputProblem } from "@gradmark/contract";
import type { IdxImages } from "./idx.ts";

/** What a row of a table holds, as written in its file. */
export interface TableInputs {
  kind: "table";
  columns: readonly string[];
  /** The cells of a row, in the order of `columns`. */
  cells: (row: number) => readonly string[];
}

export interface ImageInputs {
  kind: "images";
  images: IdxImages;
}

/** All rows of a kit's data, before anything is drawn from them. */
export interface SourceData {
  rows: number;
  inputs: ImageInputs | TableInputs;
  /** What is to be predicted of a row, as a solution has it. */
  target: (row: number) => string;
  /** Rows of the published training part, which come first; the published test part follows. null: not published in parts. */
  published: { train: number; test: number } | null;
}

/** A kit's data cannot be used, and a person can mend it: install, download again, correct the kit. */
export class UnusableData extends Error {
  override readonly name = "UnusableData";
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((problem) => problem.message).join("\n"));
    this.problems = problems;
  }
}
