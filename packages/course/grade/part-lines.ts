import type { GradeLine, Kit, KitPart } from "@gradmark/contract";
import { bestFinalEntry, type StoredTeam } from "./collect-evidence.ts";
import type { GradeEvidence, SlotEvidence } from "./grade-evidence.ts";
import { rubricOf } from "./grading-rules.ts";
import { add, type Hundredths, shareOf, subtract, toHundredths } from "./hundredths.ts";
import { markPoints } from "./mark-points.ts";

interface PartSources {
  kit: Kit;
  part: KitPart;
  evidence: GradeEvidence;
  stored: StoredTeam;
  /** What `computeGrade` gave the part, and its sentence. */
  earned: Hundredths;
  why: string;
}

/** How a part's points came about, down to the stored rows; the lines add up to the points exactly. */
export function partLines(sources: PartSources): GradeLine[] {
  const { part, evidence, stored } = sources;
  switch (part.grading.rule) {
    case "gradients":
      return slotLines(toHundredths(part.weight), evidence.slots, stored);
    case "beats-benchmark":
      return [competitionLine(sources)];
    case "rubric":
      return rubricLines(sources);
    case "reproduces-entry":
      return scriptLines(sources);
  }
}

/** Shares are rounded as they add up, so that their sum is the rounded share of all. */
function slotLines(weight: Hundredths, slots: readonly SlotEvidence[], { answers }: StoredTeam): GradeLine[] {
  const whole = slots.reduce((sum, slot) => sum + slot.points, 0);
  let earned = 0;
  let before = toHundredths(0);
  return slots.map(({ problem, slot, points, verdict }) => {
    if (verdict === "correct") earned += points;
    const after = whole > 0 ? shareOf(weight, earned, whole) : before;
    const amount = subtract(after, before);
    before = after;
    const answer = answers.find((one) => one.problem === problem && one.slot === slot && one.verdict === verdict);
    const evidence: GradeLine["evidence"] = answer ? [{ kind: "answer", id: answer.id }] : [];
    return { label: `${problem}/${slot}`, amount, why: verdict ?? "no answer", evidence, lines: [] };
  });
}

function competitionLine({ kit, earned, why, stored }: PartSources): GradeLine {
  const final = bestFinalEntry(kit, stored.finalEntries);
  const evidence: GradeLine["evidence"] = [
    ...(final ? [{ kind: "entry" as const, id: final.id }] : []),
    ...(stored.benchmark ? [{ kind: "benchmark" as const, id: stored.benchmark.id }] : []),
  ];
  return { label: "Final entry", amount: earned, why, evidence, lines: [] };
}

function rubricLines({ part, stored, why }: PartSources): GradeLine[] {
  const lines = markLines(part, stored);
  return lines ?? [{ label: "Rubric", amount: 0, why, evidence: [], lines: [] }];
}

function scriptLines({ part, stored, earned, why }: PartSources): GradeLine[] {
  const code = markLines(part, stored) ?? [];
  const forCode = code.reduce((sum, { amount }) => add(sum, amount as Hundredths), toHundredths(0));
  const evidence: GradeLine["evidence"] = stored.handIn ? [{ kind: "hand-in", id: stored.handIn.id }] : [];
  return [{ label: "Rerun", amount: subtract(earned, forCode), why, evidence, lines: [] }, ...code];
}

/** One line that opens into the items of the mark; null while the part is not graded. */
function markLines(part: KitPart, { marks }: StoredTeam): GradeLine[] | null {
  const rubric = rubricOf(part);
  const mark = marks.find((one) => one.part === part.id && one.state === "done");
  if (!rubric || !mark) return null;
  const { points, extra, lines } = markPoints(rubric, mark);
  const why = `At most ${rubric.cap} points without extra credit.`;
  return [{ label: "Rubric", amount: add(points, extra), why, evidence: [{ kind: "mark", id: mark.id }], lines }];
}
