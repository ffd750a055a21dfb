import { z } from "zod";
import { courseSettings } from "./course-settings.ts";
import { kit } from "./kit.ts";

export const courseStates = ["draft", "prepared", "open", "closed", "revealed", "archived"] as const;
export const courseState = z.enum(courseStates);
export type CourseState = z.infer<typeof courseState>;

/** A kit hosted for a class. `seed` draws the data sets: it is secret, like the private scores before `revealed`. */
export const course = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kit,
  seed: z.string(),
  state: courseState,
  opensAt: z.date(),
  deadline: z.date(),
  /** IANA name; a day's tries are counted in it. */
  timeZone: z.string(),
  /** What the staff has set up. */
  settings: courseSettings,
  createdAt: z.date(),
});
export type Course = z.infer<typeof course>;

/**
 * Owner: everything. TA: grades, answers, applies changes. Grader: grades the parts that are named for them. Observer:
 * reads what the staff reads and changes nothing.
 */
export const courseRoles = ["student", "ta", "owner", "grader", "observer"] as const;
export const courseRole = z.enum(courseRoles);
export type CourseRole = z.infer<typeof courseRole>;

export const courseMember = z.object({
  courseId: z.string(),
  userId: z.string(),
  role: courseRole,
  /** The parts that a grader grades; null for every other role. */
  parts: z.array(z.string()).nullable(),
  joinedAt: z.date(),
});
export type CourseMember = z.infer<typeof courseMember>;

/** A team of a course. `name` equals the competition's byte for byte; `inviteCode` is for its members only. */
export const team = z.object({
  id: z.string(),
  courseId: z.string(),
  name: z.string(),
  inviteCode: z.string(),
  /** The entry that counts while the team has chosen none: the best public score, the earliest among equals. */
  bestEntryId: z.string().nullable(),
  createdAt: z.date(),
  /** When the team had enough members to take part; null until then. */
  admittedAt: z.date().nullable(),
  /** The team that this one became part of; such a team has no members and stands nowhere, its name stays taken. */
  mergedIntoId: z.string().nullable(),
});
export type Team = z.infer<typeof team>;

/** The captain decides who is in the team; everything else any member may do. */
export const teamRoles = ["captain", "member"] as const;
export const teamRole = z.enum(teamRoles);
export type TeamRole = z.infer<typeof teamRole>;

export const teamMember = z.object({
  teamId: z.string(),
  courseId: z.string(),
  userId: z.string(),
  role: teamRole,
  joinedAt: z.date(),
});
export type TeamMember = z.infer<typeof teamMember>;

export const teamRequestStates = ["open", "accepted", "declined", "withdrawn"] as const;
export const teamRequestState = z.enum(teamRequestStates);
export type TeamRequestState = z.infer<typeof teamRequestState>;

/** Somebody asks a team to be taken in: a person alone, or the captain of another team with all its members. */
export const teamRequest = z.object({
  id: z.string(),
  courseId: z.string(),
  /** The team that is asked. */
  teamId: z.string(),
  askedBy: z.string(),
  /** The team that would become part of the asked one; null for a person alone. */
  fromTeamId: z.string().nullable(),
  state: teamRequestState,
  askedAt: z.date(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
});
export type TeamRequest = z.infer<typeof teamRequest>;

/** A person with an account, as far as a course may know them. */
export const person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() });
export type Person = z.infer<typeof person>;

/** Somebody on the list of a course, with or without an account. */
export const rosterPerson = z.object({
  courseId: z.string(),
  /** In lower case, as accounts keep theirs. */
  email: z.string(),
  name: z.string(),
  studentId: z.string().nullable(),
  /** The team that the list puts the person in, if it does. */
  teamName: z.string().nullable(),
  addedAt: z.date(),
});
export type RosterPerson = z.infer<typeof rosterPerson>;
