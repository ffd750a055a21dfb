import type { Course, GradingRules } from "@gradmark/contract";
import { type GradingScheme, markPoints, rubricOf, rulesOfKit } from "@gradmark/course";
import { selectOptionalGradingRules } from "@gradmark/db";
import type { House } from "../house.ts";

/** The rules by which a course's grades follow from what is stored. */
export async function openScheme({ database, courses }: House, course: Course): Promise<GradingScheme> {
  const { problems } = await courses.kit(course.slug);
  return { kit: course.kit, problems, rules: rulesOf({ database }, course) };
}

/** The grading rules that hold: the newest version, else the kit's. */
export function rulesOf({ database }: Pick<House, "database">, course: Course): GradingRules {
  return selectOptionalGradingRules(database, course.id)?.rules ?? rulesOfKit(course.kit);
}

/** The points of a mark on a part in hundredths, extra credit among them; 0 where the part has no rubric. */
export function pointsUnder(rules: GradingRules, partId: string) {
  const part = rules.parts.find(({ id }) => id === partId);
  const rubric = part && rubricOf(part);
  return (mark: Parameters<typeof markPoints>[1]): number => {
    if (!rubric) return 0;
    const { points, extra } = markPoints(rubric, mark);
    return points + extra;
  };
}
