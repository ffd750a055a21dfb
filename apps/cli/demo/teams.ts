/** One typed answer to section 1: an expression for a slot, or cases. */
export interface DemoAnswer {
  problem: string;
  slot: string;
  answer: string;
}

export interface DemoTeam {
  /** Also the e-mail's local part, with lower-case letters and dashes. */
  name: string;
  /** The starter whose network the team trains. */
  starter: "lua" | "python" | "javascript";
  training: { epochs: number; seed: number };
  /** What the team does with its trained model. */
  conduct: "honest" | "hard-codes-predictions" | "uploaded-an-older-file" | "never-ends";
  answers: DemoAnswer[];
}

const right: DemoAnswer[] = [
  { problem: "sigmoid", slot: "dx_in", answer: String.raw`\frac{\partial E}{\partial x_{out}} x_{out} (1 - x_{out})` },
  { problem: "softmax", slot: "same", answer: "-beta * X_out[i] * (1 - X_out[i])" },
  { problem: "softmax", slot: "different", answer: "beta * X_out[i] * X_out[j]" },
  { problem: "min-max", slot: "dx1", answer: "dE/dy * s1 * (1 - s1)" },
  { problem: "min-max", slot: "dx2", answer: "dE/dy * s2 * (1 - s2)" },
];

/** The right answers with some of them replaced. */
function answersWith(...changed: DemoAnswer[]): DemoAnswer[] {
  return right.map((one) => changed.find((c) => c.problem === one.problem && c.slot === one.slot) ?? one);
}

/** Six teams with plainly made-up names, one for each thing that a grader must tell apart. */
export const demoTeams: readonly DemoTeam[] = [
  {
    name: "Example Lua",
    starter: "lua",
    training: { epochs: 2, seed: 1 },
    conduct: "honest",
    answers: right,
  },
  {
    name: "Example Python",
    starter: "python",
    training: { epochs: 3, seed: 2 },
    conduct: "honest",
    answers: answersWith(
      {
        problem: "softmax",
        slot: "same",
        answer: String.raw`\beta \left(X_{out}\right)_i \left((X_{out})_i - 1\right)`,
      },
      { problem: "min-max", slot: "dx1", answer: "dE/dy * sigma(x1) * (1 - sigma(x1)) * ([s1 < s2] + [s1 > s2])" },
    ),
  },
  {
    name: "Example JavaScript",
    starter: "javascript",
    training: { epochs: 2, seed: 3 },
    conduct: "honest",
    // the sign that the −β turns around
    answers: answersWith(
      { problem: "softmax", slot: "same", answer: "beta * X_out[i] * (1 - X_out[i])" },
      { problem: "softmax", slot: "different", answer: "-beta * X_out[i] * X_out[j]" },
    ),
  },
  {
    name: "Example Hard-Coded",
    starter: "python",
    training: { epochs: 1, seed: 4 },
    conduct: "hard-codes-predictions",
    // the gradient that arrives is forgotten
    answers: answersWith({ problem: "sigmoid", slot: "dx_in", answer: "x_out * (1 - x_out)" }),
  },
  {
    name: "Example Old File",
    starter: "python",
    training: { epochs: 2, seed: 5 },
    conduct: "uploaded-an-older-file",
    answers: answersWith({ problem: "min-max", slot: "dx2", answer: "dE/dy * s2 * (1 - s2) * [s2 > s1]" }),
  },
  {
    name: "Example Endless",
    starter: "lua",
    training: { epochs: 1, seed: 6 },
    conduct: "never-ends",
    answers: answersWith({ problem: "sigmoid", slot: "dx_in", answer: "dE/dx_out * gama" }),
  },
];
