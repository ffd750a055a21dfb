import type { RerunOutcome } from "@gradmark/contract";

/** One typed answer to section 1: an expression for a slot, or cases. */
export interface DemoAnswer {
  problem: string;
  slot: string;
  answer: string;
  /** What the checker must say of it. */
  expected: "correct" | "incorrect" | "invalid";
}

export interface DemoTeam {
  /** Also the e-mail's local part, with lower-case letters and dashes. */
  name: string;
  /** The starter whose network the team trains. */
  starter: "lua" | "numpy" | "javascript";
  training: { epochs: number; seed: number; hidden?: number };
  /** What the team does with its trained model. */
  conduct: "honest" | "hard-codes-predictions" | "uploaded-an-older-file" | "never-ends";
  answers: DemoAnswer[];
  expected: {
    outcome: RerunOutcome;
    permutedRows: "none" | "suspicious" | null;
    /** Whether its private score is better than the benchmark's, which brings all points of the competition. */
    beatsBenchmark: boolean;
  };
}

const right: DemoAnswer[] = [
  correct("sigmoid", "dx_in", String.raw`\frac{\partial E}{\partial x_{out}} x_{out} (1 - x_{out})`),
  correct("softmax", "same", "-beta * X_out[i] * (1 - X_out[i])"),
  correct("softmax", "different", "beta * X_out[i] * X_out[j]"),
  correct("min-max", "dx1", "dE/dy * s1 * (1 - s1)"),
  correct("min-max", "dx2", "dE/dy * s2 * (1 - s2)"),
  correct("min-max", "dmin_ds1", "[s1 < s2]"),
];

function correct(problem: string, slot: string, answer: string): DemoAnswer {
  return { problem, slot, answer, expected: "correct" };
}

function wrong(problem: string, slot: string, answer: string): DemoAnswer {
  return { problem, slot, answer, expected: "incorrect" };
}

/** The right answers with some of them replaced. */
function answersWith(...changed: DemoAnswer[]): DemoAnswer[] {
  return right.map((one) => changed.find((c) => c.problem === one.problem && c.slot === one.slot) ?? one);
}

/** Six teams with plainly made-up names, one for each thing that a grader must tell apart. */
export const demoTeams: readonly DemoTeam[] = [
  {
    name: "Example Lua",
    starter: "lua",
    training: { epochs: 8, seed: 1, hidden: 128 },
    conduct: "honest",
    answers: right,
    expected: { outcome: "reproduced", permutedRows: "none", beatsBenchmark: true },
  },
  {
    name: "Example Python",
    starter: "numpy",
    training: { epochs: 2, seed: 2 },
    conduct: "honest",
    answers: answersWith(
      correct("softmax", "same", String.raw`\beta \left(X_{out}\right)_i \left((X_{out})_i - 1\right)`),
      correct("min-max", "dx1", "dE/dy * sigma(x1) * (1 - sigma(x1)) * ([s1 < s2] + [s1 > s2])"),
    ),
    expected: { outcome: "reproduced", permutedRows: "none", beatsBenchmark: false },
  },
  {
    name: "Example JavaScript",
    starter: "javascript",
    training: { epochs: 2, seed: 3 },
    conduct: "honest",
    // the sign that the −β turns around
    answers: answersWith(
      wrong("softmax", "same", "beta * X_out[i] * (1 - X_out[i])"),
      wrong("softmax", "different", "-beta * X_out[i] * X_out[j]"),
    ),
    expected: { outcome: "reproduced", permutedRows: "none", beatsBenchmark: false },
  },
  {
    name: "Example Hard-Coded",
    starter: "numpy",
    training: { epochs: 1, seed: 4 },
    conduct: "hard-codes-predictions",
    // the gradient that arrives is forgotten
    answers: answersWith(wrong("sigmoid", "dx_in", "x_out * (1 - x_out)")),
    expected: { outcome: "reproduced", permutedRows: "suspicious", beatsBenchmark: false },
  },
  {
    name: "Example Old File",
    starter: "javascript",
    training: { epochs: 2, seed: 5 },
    conduct: "uploaded-an-older-file",
    // right for half of the inputs only
    answers: answersWith(wrong("min-max", "dx2", "dE/dy * s2 * (1 - s2) * [s2 > s1]")),
    expected: { outcome: "differs", permutedRows: "none", beatsBenchmark: false },
  },
  {
    name: "Example Endless",
    starter: "lua",
    training: { epochs: 1, seed: 6 },
    conduct: "never-ends",
    // a name that the problem does not have: cannot be read, costs nothing
    answers: answersWith({ problem: "sigmoid", slot: "dx_in", answer: "dE/dx_out * gama", expected: "invalid" }),
    expected: { outcome: "rejected", permutedRows: null, beatsBenchmark: false },
  },
];
