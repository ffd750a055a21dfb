import type { CommentPlace } from "@gradmark/contract";
import { markPoints, rubricOf } from "@gradmark/course";
import { selectComments, selectOptionalCurrentHandIn, selectOptionalMark, selectPartReleases } from "@gradmark/db";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { rulesOf } from "./open-scheme.ts";

/** A graded part as its team sees it: no grader's name, no note of the staff. Points in hundredths. */
export interface PartFeedback {
  part: string;
  title: string;
  points: number;
  lines: { label: string; amount: number; why: string }[];
  /** The whole rubric, with what applied. */
  items: { id: string; title: string; description: string; points: number; applies: boolean; extra: boolean }[];
  comment: string;
  comments: { id: string; place: CommentPlace; text: string }[];
  regradeUntil: Date | null;
}

/** What a team may see of its marks: parts that were released and are graded. */
export function releasedFeedback({ house, course }: Context & Membership, teamId: string): PartFeedback[] {
  const { database } = house;
  const handIn = selectOptionalCurrentHandIn(database, teamId);
  if (!handIn) return [];
  const comments = selectComments(database, handIn.id).filter(({ audience }) => audience === "team");
  const rules = rulesOf({ database }, course);
  return selectPartReleases(database, course.id).flatMap(({ part: id, regradeUntil }) => {
    const part = rules.parts.find((one) => one.id === id);
    const rubric = part && rubricOf(part);
    const mark = selectOptionalMark(database, { handInId: handIn.id, part: id, purpose: "grade", graderId: "" });
    if (!part || !rubric || mark?.state !== "done") return [];
    const { points, extra, lines } = markPoints(rubric, mark);
    return [
      {
        part: id,
        title: part.title,
        points: points + extra,
        lines: lines.map(({ label, amount, why }) => ({ label, amount, why })),
        items: rubric.items.map((item) => ({
          id: item.id,
          title: item.title,
          description: item.description ?? "",
          points: item.points,
          applies: mark.applied.some((one) => one.item === item.id),
          extra: item.extra === true,
        })),
        comment: mark.comment,
        comments: comments
          .filter((one) => one.part === id)
          .map(({ id: key, place, text }) => ({ id: key, place, text })),
        regradeUntil,
      },
    ];
  });
}
