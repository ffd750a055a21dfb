/** How far the grading of a part is. */
export interface PartProgress {
  part: string;
  title: string;
  done: number;
  begun: number;
  all: number;
  /** Of the reader's own tasks. */
  mine: { done: number; all: number };
  released: boolean;
}
