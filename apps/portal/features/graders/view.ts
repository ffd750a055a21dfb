import type { GradingRules, Mark } from "@gradmark/contract";
import {
  type Agreement,
  type DoubleMark,
  measureAgreement,
  measureSpread,
  rubricOf,
  type Spread,
} from "@gradmark/course";

/** How one person grades one part. */
export interface GraderSpread extends Spread {
  graderId: string;
  /** How often each rubric item applies, 0 to 1. */
  items: { id: string; title: string; share: number }[];
}

export interface PartFairness {
  part: string;
  title: string;
  agreement: Agreement;
  graders: GraderSpread[];
  /** Sample hand-ins that several people graded to calibrate: the points of each. */
  calibration: { handInId: string; points: { graderId: string; points: number }[] }[];
}

type Part = GradingRules["parts"][number];

/** @param pointsOf points of a mark on this part, in hundredths */
export function viewFairness(part: Part, marks: readonly Mark[], pointsOf: (mark: Mark) => number): PartFairness {
  const done = marks.filter((mark) => mark.part === part.id && mark.state === "done");
  const counting = done.filter(({ purpose }) => purpose === "grade");
  const items = rubricOf(part)?.items ?? [];
  const itemIds = items.map(({ id }) => id);
  const graders = Map.groupBy(counting, ({ graderId }) => graderId);
  return {
    part: part.id,
    title: part.title,
    agreement: measureAgreement(doublesOf(done, itemIds, pointsOf)),
    graders: [...graders].map(([graderId, own]) => ({
      graderId,
      ...measureSpread(own.map((mark) => pointsOf(mark) / 100)),
      items: items.map(({ id, title }) => ({
        id,
        title,
        share: own.filter((mark) => applies(mark, id)).length / own.length,
      })),
    })),
    calibration: calibrationOf(done, pointsOf),
  };
}

/** The mark that counts beside each second opinion on the same hand-in. */
function doublesOf(done: readonly Mark[], items: readonly string[], pointsOf: (mark: Mark) => number): DoubleMark[] {
  return done
    .filter(({ purpose }) => purpose === "second")
    .flatMap((second) => {
      const first = done.find(({ handInId, purpose }) => handInId === second.handInId && purpose === "grade");
      if (!first) return [];
      const points = [pointsOf(first) / 100, pointsOf(second) / 100] as const;
      return [{ points, items: items.map((id) => [applies(first, id), applies(second, id)] as const) }];
    });
}

function calibrationOf(done: readonly Mark[], pointsOf: (mark: Mark) => number): PartFairness["calibration"] {
  const samples = Map.groupBy(
    done.filter(({ purpose }) => purpose === "calibration"),
    ({ handInId }) => handInId,
  );
  return [...samples].map(([handInId, marks]) => ({
    handInId,
    points: marks.map((mark) => ({ graderId: mark.graderId, points: pointsOf(mark) / 100 })),
  }));
}

function applies({ applied }: Mark, item: string): boolean {
  return applied.some((one) => one.item === item);
}
