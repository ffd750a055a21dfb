import type { Course } from "@gradmark/contract";
import type {
  AnnouncementRefusal,
  AnswerRefusal,
  CourseRefusal,
  EntryRefusal,
  FinalRefusal,
  HandInRefusal,
  JoinRefusal,
  PrecheckRefusal,
  QuestionRefusal,
  RegradeRefusal,
  TeamRefusal,
  Tries,
} from "@gradmark/db";
import { courseDay, questionsADay, teamLock } from "@gradmark/db";
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
const sentences: Record<
  | AnnouncementRefusal
  | AnswerRefusal
  | CourseRefusal
  | EntryRefusal
  | TeamRefusal
  | FinalRefusal
  | HandInRefusal
  | JoinRefusal
  | PrecheckRefusal
  | QuestionRefusal
  | RegradeRefusal,
  Sentence
> = {
  "not-open": ({ course, now }) =>
    now < course.opensAt
      ? `The course opens ${formatInstant(course.opensAt, course.timeZone)}. Come back then.`
      : "The course is not open yet. The staff opens it.",
  closed: ({ course, now }) =>
    now >= course.deadline
      ? `The deadline was ${formatInstant(course.deadline, course.timeZone)}, ${formatSpan(now.getTime() - course.deadline.getTime())} ago by the server's clock. Nothing was stored. Ask the staff if you have an extension.`
      : "The staff has closed the course. Nothing was stored. Ask the staff.",
  "not-on-roster": ({ course }) =>
    `Only people on the list of “${course.name}” can join, and your address is not on it. If the list has another address of yours, change to it on the page “Account”; else ask the staff.`,
  "domain-not-allowed": ({ course }) =>
    `“${course.name}” takes addresses of ${course.settings.join.domains.join(", ") || "no domain yet"}. Change to such an address on the page “Account”, or ask the staff.`,
  "address-not-confirmed": ({ course }) =>
    `“${course.name}” takes only confirmed addresses, and yours is not confirmed yet. Confirm it on the page “Account”, then join.`,
  "not-admitted": ({ course }) =>
    `Your team has fewer than ${countOf(course.kit.team.minSize, "member")}, so it is not admitted yet. Share the invite code on the page “Team”.`,
  "no-tries-left": ({ course, now, tries }) =>
    tries
      ? `Not yet. Your ${countOf(tries.allowed, "try").replace("trys", "tries")} of today are used. The next try is free ${formatInstant(tries.nextAt, course.timeZone)}, in ${formatSpan(tries.nextAt.getTime() - now.getTime())}.`
      : "Not yet. Your tries of today are used.",
  "no-gradient-tries-left": ({ course }) =>
    `Your team has used its tries for this derivative, so this answer was not judged. What was wrong is explained after the deadline, ${formatInstant(course.deadline, course.timeZone)}.`,
  "name-taken": () => "Another team of this course has exactly this name. Choose another one.",
  "already-in-team": () => "You are in a team of this course already. A person is in one team only.",
  "team-full": ({ course }) =>
    `This team has ${countOf(course.kit.team.maxSize, "member")} already, and no more are allowed. Create a team of your own.`,
  "teams-locked": ({ course }) =>
    `Teams were fixed ${formatInstant(teamLock(course), course.timeZone)}. Ask the staff if yours must change.`,
  "team-has-started": () =>
    "This team has used a try or handed in, so nobody can leave it: its tries would count a second time in another team. Ask the staff.",
  "last-member": () =>
    "You are the only member, and this team has answers or files already. A team cannot be left empty. Ask the staff.",
  "captain-only": () => "Only the team's captain can do this.",
  "not-in-team": () => "This person or team is not there any more. Reload the page.",
  "no-request": () => "This request was decided or withdrawn already. Reload the page.",
  "merged-team-too-large": ({ course }) =>
    `Together you would be more than ${countOf(course.kit.team.maxSize, "member")}, and no more are allowed.`,
  "merged-tries": ({ course }) =>
    `Together the two teams have used more tries than one team could have (${course.kit.competition.triesPerDay} a day since the opening). They can merge once enough days have passed.`,
  "merged-tries-today": ({ course }) =>
    `Together the two teams have used more than the ${countOf(course.kit.competition.triesPerDay, "try").replace("trys", "tries")} of today. They can merge tomorrow.`,
  "merged-gradient-tries": () =>
    "Together the two teams have used more tries at one of the graded gradients than one team has. They cannot merge.",
  "merged-hand-in": () =>
    "The team that would end has handed in already, and its hand-in would be lost. Let the other team ask instead.",
  "too-many": ({ course }) =>
    `At most ${countOf(course.kit.competition.finalEntries, "final entry").replace("entrys", "entries")} can be chosen. Take one back first.`,
  "not-yours": () => "This entry is not one of your team's.",
  "no-script": () => "There is no result script on your check-list yet. Upload one, then hand in.",
  "nothing-to-check": () => "There is neither a script nor a report on your check-list yet. Upload one, then check it.",
  "precheck-running": () => "A pre-check of your team is under way. Wait until it is over, or cancel it.",
  "no-prechecks-left": ({ course, now }) => {
    const { end } = courseDay(now, course.timeZone);
    return `Not yet. Your team's pre-checks of today are used. The next one is free ${formatInstant(end, course.timeZone)}, in ${formatSpan(end.getTime() - now.getTime())}. You can hand in without one.`;
  },
  "not-released": () => "This part is not released yet. You can ask for another look once you see its points.",
  "regrade-closed": () => "The time for asking for another look at this part is over. Ask the staff.",
  "nothing-graded": () => "Nothing of this part has been graded yet.",
  "regrade-open": () =>
    "Your team has asked for another look at this part already. Wait for the answer, or take it back.",
  "no-such-regrade": () => "This request is not open any more. Reload the page.",
  "same-grader": () => "Whoever gave the mark cannot answer the request about it.",
  "stale-mark": () => "Somebody has saved another mark meanwhile. Reload the page.",
  "no-announcement": () => "This announcement is not there any more. Reload the page.",
  "changed-meanwhile": () =>
    "Somebody of the staff changed this announcement since you opened it. Nothing of yours was stored: copy your text, reload the page, and change the present version.",
  "no-question": () => "This question is not there any more. Reload the page.",
  "too-many-questions": () =>
    `You have asked ${questionsADay} questions within 24 hours, and no more are allowed. Add to one of them, or wait.`,
  "not-published": () => "That question is not published, so it can answer no other. Publish it first.",
  "not-scored": () => "Only an entry that has been scored can be final. Wait until it is.",
};

export function refuse<Code extends keyof typeof sentences>(
  refusal: Code,
  circumstances: Circumstances,
): Refused<Code> {
  return { ok: false, refusal, message: sentences[refusal](circumstances) };
}
