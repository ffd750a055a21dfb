import { describe, expect, it } from "vitest";
import { compiled, problemOf } from "../fixtures/lab1.ts";
import { checkAnswer } from "./check-answer.ts";

const square = compiled({
  id: "square",
  title: "Squares of a matrix",
  sizes: { p: 3, q: 2 },
  symbols: { X: { shape: ["p", "q"] }, v: { shape: ["p"] } },
  indices: { i: "p", j: "q" },
  forward: ["M[i,j] = [i == 2]*[j == 1]", "u[i] = [i == 3]", "Y[i,j] = X[i,j]^2 + v[i]"],
  upstream: { "dE/dY": "Y" },
  slots: [
    { id: "dX", target: "dE/dX", value: "matrix" },
    { id: "dv", target: "dE/dv", value: "matrix" },
  ],
});

function judged(problem: typeof square, slot: string, answer: string) {
  const verdict = checkAnswer(problem, { slot, answer });
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  const [only] = verdict.value.slots;
  expect(only?.verdict).toBe("incorrect");
  return { cell: only?.counterexample?.cell, message: only?.diagnoses[0]?.message };
}

describe("the place of a counterexample", () => {
  it("in a matrix is the row and the column of the entry that is wrong, in the words of the diagnosis too", () => {
    expect(judged(square, "dX", "-2*X .* dE/dY").cell).toBe("row 1, column 1");
    expect(judged(square, "dX", "2*X .* dE/dY + M")).toEqual({
      cell: "row 2, column 1",
      message: expect.stringContaining("row 2, column 1"),
    });
  });

  it("in a vector is the number of its entry", () => {
    expect(judged(square, "dv", "(dE/dY)[1,1]*u").cell).toBe("entry 1");
  });

  it("is the case of the indices, or the branch that is taken", () => {
    expect(judged(problemOf("lab1/softmax"), "different", "-beta*X_out[i]*X_out[j]").cell).toBe("i != j");
    expect(judged(problemOf("lab1/min-max"), "dmin_ds1", "[s1 > s2]").cell).toMatch(/s1 [<>] s2/);
  });
});
