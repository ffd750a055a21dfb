import type { Course } from "@gradmark/contract";
import type { CourseRefusal, EntryRefusal, FinalRefusal, HandInRefusal, TeamRefusal, Tries } from "@gradmark/db";
import { countOf, formatInstant, formatSpan } from "#components/format.ts";

/** What was not done, as a code for programs and a sentence for people. */
export interface Refused<Code extends string = string> {
  ok: false;
  refusal: Code;
  message: string;
}

/** A sentence may need to know the course, the time, and the team's tries. */
interface Circumstances {
  course: Course;
  now: Date;
  tries?: Tries | undefined;
}

type Sentence = (circumstances: Circumstances) => string;

/** Every refusal of the database has its sentence here, or this does not compile. */
const sentences: Record<CourseRefusal | EntryRefusal | TeamRefusal | FinalRefusal | HandInRefusal, Sentence> = {
  "not-open": ({ course, now }) =>
    now < course.opensAt
      ? `The course opens ${formatInstant(course.opensAt, course.timeZone)}. Come back then.`
      : "The course is not open yet. The staff opens it.",
  closed: ({ course, now }) =>
    now >= course.deadline
      ? `The deadline was ${formatInstant(course.deadline, course.timeZone)}, ${formatSpan(now.getTime() - course.deadline.getTime())} ago by the server's clock. Nothing was stored. Ask the staff if you have an extension.`
      : "The staff has closed the course. Nothing was stored. Ask the staff.",
  "not-admitted": ({ course }) =>
    `Your team has fewer than ${countOf(course.kit.team.minSize, "member")}, so it is not admitted yet. Share the invite code on the page “Team”.`,
  "no-tries-left": ({ course, now, tries }) =>
    tries
      ? `Not yet. Your ${countOf(tries.allowed, "try").replace("trys", "tries")} of today are used. The next try is free ${formatInstant(tries.nextAt, course.timeZone)}, in ${formatSpan(tries.nextAt.getTime() - now.getTime())}.`
      : "Not yet. Your tries of today are used.",
  "name-taken": () => "Another team of this course has exactly this name. Choose another one.",
  "already-in-team": () => "You are in a team of this course already. A person is in one team only.",
  "team-full": ({ course }) =>
    `This team has ${countOf(course.kit.team.maxSize, "member")} already, and no more are allowed. Create a team of your own.`,
  "too-many": ({ course }) =>
    `At most ${countOf(course.kit.competition.finalEntries, "final entry").replace("entrys", "entries")} can be chosen. Take one back first.`,
  "not-yours": () => "This entry is not one of your team's.",
  "no-script": () => "There is no result script on your check-list yet. Upload one, then hand in.",
  "not-scored": () => "Only an entry that has been scored can be final. Wait until it is.",
};

export function refuse<Code extends keyof typeof sentences>(
  refusal: Code,
  circumstances: Circumstances,
): Refused<Code> {
  return { ok: false, refusal, message: sentences[refusal](circumstances) };
}
