import type { GradientVerdictName, SlotVerdict } from "@gradmark/contract";
import { Text } from "@mantine/core";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import type { Shown } from "#components/state-badge.tsx";
import { Tex } from "#components/tex.tsx";
import { Counterexample } from "./counterexample.tsx";
import { MarkedAnswer } from "./marked-answer.tsx";

const shown: Record<GradientVerdictName, { state: Shown; title: string }> = {
  correct: { state: "good", title: "Correct." },
  incorrect: { state: "bad", title: "Incorrect." },
  undecided: { state: "fault", title: "Not decided." },
  invalid: { state: "waiting", title: "I cannot read this." },
};

/** What the checker says of one answer, why, and where it fails. */
export function VerdictNotice({ verdict, answer, kept }: { verdict: SlotVerdict; answer: string; kept: boolean }) {
  const { state, title } = shown[verdict.verdict];
  return (
    <Notice state={state} title={title}>
      {verdict.echo && (
        <div style={{ overflowX: "auto", paddingBlock: "0.25rem" }}>
          <Tex>{`\\displaystyle ${verdict.echo.tex}`}</Tex>
        </div>
      )}
      {verdict.diagnoses.map((diagnosis) => (
        <div key={`${diagnosis.code}-${diagnosis.start ?? 0}`}>
          <Text>{diagnosis.message}</Text>
          {diagnosis.start !== undefined && <MarkedAnswer answer={answer} diagnosis={diagnosis} />}
        </div>
      ))}
      {verdict.counterexample && <Counterexample example={verdict.counterexample} />}
      <Footnote verdict={verdict} kept={kept} />
    </Notice>
  );
}

function Footnote({ verdict, kept }: { verdict: SlotVerdict; kept: boolean }) {
  const { cells, points } = verdict.evidence;
  const entries = cells > 1 ? ` of each of ${cells} entries` : "";
  const sentences = [
    verdict.verdict === "invalid" && "Nothing was counted. Mend it and check again.",
    verdict.verdict === "correct" && `Equal to the derivative at ${countOf(points, "point")}${entries}.`,
    verdict.verdict !== "invalid" && !kept && "The course is closed: this answer was not kept.",
  ];
  return (
    <Text size="sm" c="dimmed">
      {sentences.filter(Boolean).join(" ")}
    </Text>
  );
}
