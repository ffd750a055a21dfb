import type { GradientVerdictName } from "@gradmark/contract";
import { Text } from "@mantine/core";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import type { Shown } from "#components/state-badge.tsx";
import { Tex } from "#components/tex.tsx";
import type { ShownVerdict } from "#server/gradients/seal.ts";
import { Counterexample } from "./counterexample.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { MarkedAnswer } from "./marked-answer.tsx";

const shown: Record<GradientVerdictName | "sealed", { state: Shown; title: string }> = {
  correct: { state: "good", title: "Correct." },
  incorrect: { state: "bad", title: "Incorrect." },
  undecided: { state: "waiting", title: "Not decided." },
  invalid: { state: "waiting", title: "I cannot read this." },
  sealed: { state: "waiting", title: "Kept." },
};

interface Checked {
  id: string | null;
  kept: boolean;
  verdict: ShownVerdict;
}

/** What the checker says of one answer, and, where the kit tells it already, why and where it fails. */
export function VerdictNotice({ course, answer, checked }: { course: string; answer: string; checked: Checked }) {
  const { verdict, id, kept } = checked;
  const { state, title } = shown[verdict.verdict ?? "sealed"];
  return (
    <Notice state={state} title={title}>
      {verdict.echo && (
        <div style={{ overflowX: "auto", paddingBlock: "0.25rem" }}>
          <Tex>{`\\displaystyle ${verdict.echo.tex}`}</Tex>
        </div>
      )}
      <Explanation verdict={verdict} answer={answer} />
      {verdict.counterexample && id && <DifferenceView course={course} answer={id} />}
      <Footnote verdict={verdict} kept={kept} />
    </Notice>
  );
}

/** The reasons of a verdict, and the point at which answer and derivative differ. */
export function Explanation({ verdict, answer }: { verdict: ShownVerdict; answer: string }) {
  return (
    <>
      {verdict.diagnoses.map((diagnosis) => (
        <div key={`${diagnosis.code}-${diagnosis.start ?? 0}`}>
          <Text>{diagnosis.message}</Text>
          {diagnosis.start !== undefined && <MarkedAnswer answer={answer} diagnosis={diagnosis} />}
        </div>
      ))}
      {verdict.counterexample && <Counterexample example={verdict.counterexample} />}
    </>
  );
}

function Footnote({ verdict: { verdict, evidence, sealed }, kept }: { verdict: ShownVerdict; kept: boolean }) {
  const entries = evidence && evidence.cells > 1 ? ` of each of ${evidence.cells} entries` : "";
  const sentences = [
    verdict === "invalid" && "Nothing was counted. Mend it and check again.",
    verdict === null && "Whether it is right is shown after the deadline.",
    verdict === "undecided" && "It used no try: a person decides it.",
    verdict === "correct" && evidence && `Equal to the derivative at ${countOf(evidence.points, "point")}${entries}.`,
    verdict === "incorrect" && sealed && "Why is explained after the deadline.",
    verdict !== "invalid" && !kept && "The course is closed: this answer was not kept.",
  ];
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {sentences.filter(Boolean).join(" ")}
    </Text>
  );
}
