import type { InputProblem } from "../input-problem.ts";

/** No more problems than this are reported; the last line says how many there are in all. */
export const problemsShown = 20;

/** The first problems of a file, and how many there are. */
export class FoundProblems {
  private readonly first: InputProblem[] = [];
  count = 0;

  add(problem: InputProblem): void {
    this.count++;
    if (this.first.length < problemsShown) this.first.push(problem);
  }

  list(): InputProblem[] {
    const hidden = this.count - this.first.length;
    const last = this.first.at(-1);
    if (hidden === 0 || last === undefined) return this.first;
    return [...this.first.slice(0, -1), { ...last, message: `${last.message} And ${hidden} more problems.` }];
  }
}
