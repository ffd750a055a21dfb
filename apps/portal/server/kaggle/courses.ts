import type { Course, CourseRole } from "@gradmark/contract";
import { countTeams, courseRefusal, selectCourses, selectCoursesOf } from "@gradmark/db";
import type { z } from "zod";
import { isListed } from "#features/course/view.ts";
import type { listCompetitionsInput, ofCompetition } from "#features/kaggle/schema.ts";
import { pageOf, viewCompetition } from "#features/kaggle/view.ts";
import { openBoard } from "../board/open-board.ts";
import { optionalMemberOf } from "../trpc.ts";
import { type Caller, memberFor } from "./caller.ts";
import { publicUrl } from "./origin.ts";
import { isRefusal, json, type Reply } from "./reply.ts";

interface Listed {
  course: Course;
  /** Null for a course that the caller is not in. */
  role: CourseRole | null;
}

/** The caller's courses and those that anybody may join, as competitions. */
export function listCompetitions(caller: Caller, input: z.infer<typeof listCompetitionsInput>): Reply {
  const group = word(input.group, "COMPETITION_LIST_TAB_");
  const search = (input.search ?? "").toLowerCase();
  const found = coursesFor(caller).filter(
    ({ course, role }) =>
      (group !== "entered" || role !== null) &&
      ((group !== "hosted" && group !== "unlaunched") || role === "owner") &&
      `${course.slug} ${course.name} ${course.kit.title}`.toLowerCase().includes(search),
  );
  const sorted = sort(caller, found, word(input.sortBy, "COMPETITION_SORT_BY_"));
  const { items, nextPageToken } = pageOf(sorted, input);
  return json({ competitions: items.map((listed) => view(caller, listed)), nextPageToken });
}

export function getCompetition(caller: Caller, { competitionName }: z.infer<typeof ofCompetition>): Reply {
  const member = memberFor(caller, competitionName);
  return isRefusal(member) ? member : json(view(caller, member));
}

function coursesFor({ ctx, token }: Caller): Listed[] {
  const { database } = ctx.house;
  const mine = selectCoursesOf(database, ctx.person.id);
  const known = new Set(mine.map(({ course }) => course.id));
  const others = selectCourses(database).filter(
    (course) => isListed(course) && courseRefusal(course, ctx.now) !== "closed" && !known.has(course.id),
  );
  const all: Listed[] = [...mine, ...others.map((course) => ({ course, role: null }))];
  return all.filter(({ course }) => token.courseId === null || token.courseId === course.id);
}

/** `COMPETITION_SORT_BY_LATEST_DEADLINE`, `latest_deadline` and `latestDeadline` are one word. */
export function word(value: string | undefined, prefix: string): string {
  return (value ?? "").replace(prefix, "").replaceAll("_", "").toLowerCase();
}

function sort({ ctx }: Caller, courses: Listed[], by: string): Listed[] {
  const key = (of: (course: Course) => number) => courses.toSorted((a, b) => of(a.course) - of(b.course));
  if (by === "earliestdeadline") return key((course) => course.deadline.getTime());
  if (by === "latestdeadline") return key((course) => -course.deadline.getTime());
  if (by === "recentlycreated") return key((course) => -course.createdAt.getTime());
  if (by === "numberofteams") return key((course) => -countTeams(ctx.house.database, course.id));
  return courses;
}

function view(caller: Caller, { course, role }: Listed) {
  const { ctx } = caller;
  return viewCompetition(course, {
    url: `${publicUrl()}/c/${course.slug}`,
    teams: countTeams(ctx.house.database, course.id),
    entered: role !== null,
    place: ownPlace(caller, course),
    takesEntries: courseRefusal(course, ctx.now) === null,
  });
}

function ownPlace({ ctx }: Caller, course: Course): number | null {
  const member = optionalMemberOf(ctx, course.slug);
  if (!member?.team) return null;
  const board = openBoard(ctx, member);
  const line = board.ownPosition === null ? undefined : board.part(board.ownPosition, 1)[0];
  return line?.private?.place ?? line?.place ?? null;
}
