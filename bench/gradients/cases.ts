/** One answer, in the checker's notation and in one that mathjs and Python share once `^` is `**`. */
export type Case = { problem: string; slot: string; right: boolean; ours: string; theirs: string };

/** A problem as the peers see it: a forward expression, the names it is in, and what it is derived by. */
export type Peer = { forward: string; names: string[]; by: string; given: Record<string, string> };

export const peers: Record<string, Peer> = {
  "sigmoid dx_in": { forward: "u*(1/(1 + exp(-x)))", names: ["x", "u"], by: "x", given: { y: "1/(1 + exp(-x))" } },
  "softmax different": {
    forward: "exp(-b*x1)/(exp(-b*x1) + exp(-b*x2) + exp(-b*x3))",
    names: ["x1", "x2", "x3", "b"],
    by: "x2",
    given: {
      y1: "exp(-b*x1)/(exp(-b*x1) + exp(-b*x2) + exp(-b*x3))",
      y2: "exp(-b*x2)/(exp(-b*x1) + exp(-b*x2) + exp(-b*x3))",
    },
  },
  "min-max dx1": {
    forward: "u*(minimum(1/(1 + exp(-x1)), 1/(1 + exp(-x2))) + maximum(1/(1 + exp(-x1)), 1/(1 + exp(-x2))))",
    names: ["x1", "x2", "u"],
    by: "x1",
    given: { s1: "1/(1 + exp(-x1))", s2: "1/(1 + exp(-x2))" },
  },
};

const of = (problem: string, slot: string) => (right: boolean, ours: string, theirs: string) => ({
  problem,
  slot,
  right,
  ours,
  theirs,
});
const sigmoid = of("sigmoid", "dx_in");
const softmax = of("softmax", "different");
const minMax = of("min-max", "dx1");

export const cases: Case[] = [
  sigmoid(true, "dE/dx_out*x_out*(1 - x_out)", "u*y*(1 - y)"),
  sigmoid(true, "dE/dx_out*exp(-x_in)/(1 + exp(-x_in))^2", "u*exp(-x)/(1 + exp(-x))^2"),
  sigmoid(true, "dE/dx_out*exp(x_in)/(1 + exp(x_in))^2", "u*exp(x)/(1 + exp(x))^2"),
  sigmoid(true, "dE/dx_out/(2 + 2*cosh(x_in))", "u/(2 + 2*cosh(x))"),
  sigmoid(true, "dE/dx_out*(1 - tanh(x_in/2)^2)/4", "u*(1 - tanh(x/2)^2)/4"),
  sigmoid(false, "-dE/dx_out*x_out*(1 - x_out)", "-u*y*(1 - y)"),
  sigmoid(false, "x_out*(1 - x_out)", "y*(1 - y)"),
  sigmoid(false, "dE/dx_out*x_out*(1 - x_out)*(1 + 1e-6)", "u*y*(1 - y)*(1 + 1e-6)"),
  sigmoid(false, "dE/dx_out*x_out*(1 - x_out)*(1 + 1e-10)", "u*y*(1 - y)*(1 + 1e-10)"),
  sigmoid(false, "x_in < 30 ? dE/dx_out*x_out*(1 - x_out) : 0", "where(x < 30, u*y*(1 - y), 0*x)"),
  sigmoid(false, "dE/dx_out*x_out", "u*y"),
  softmax(true, "beta*X_out[i]*X_out[j]", "b*y1*y2"),
  softmax(
    true,
    "beta*exp(-beta*(X_in[i] + X_in[j]))/sum(exp(-beta*X_in[k]), k)^2",
    "b*exp(-b*(x1 + x2))/(exp(-b*x1) + exp(-b*x2) + exp(-b*x3))^2",
  ),
  softmax(false, "-beta*X_out[i]*X_out[j]", "-b*y1*y2"),
  softmax(false, "X_out[i]*X_out[j]", "y1*y2"),
  softmax(false, "beta*X_out[i]*(1 - X_out[j])", "b*y1*(1 - y2)"),
  softmax(false, "beta*X_out[i]^2", "b*y1^2"),
  minMax(true, "dE/dy*s1*(1 - s1)", "u*s1*(1 - s1)"),
  minMax(true, "s1 < s2 ? dE/dy*s1*(1 - s1) : dE/dy*s1*(1 - s1)", "where(s1 < s2, u*s1*(1 - s1), u*s1*(1 - s1))"),
  minMax(true, "dE/dy*(1 - tanh(x1/2)^2)/4", "u*(1 - tanh(x1/2)^2)/4"),
  minMax(false, "s1 < s2 ? dE/dy*s1*(1 - s1) : 0", "where(s1 < s2, u*s1*(1 - s1), 0*x1)"),
  minMax(false, "dE/dy*s2*(1 - s2)", "u*s2*(1 - s2)"),
  minMax(false, "2*dE/dy*s1*(1 - s1)", "2*u*s1*(1 - s1)"),
  minMax(false, "x1 > -2.5 ? dE/dy*s1*(1 - s1) : 0", "where(x1 > -2.5, u*s1*(1 - s1), 0*x1)"),
];
