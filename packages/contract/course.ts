import { z } from "zod";
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
  createdAt: z.date(),
});
export type Course = z.infer<typeof course>;

export const courseRoles = ["student", "ta", "owner"] as const;
export const courseRole = z.enum(courseRoles);
export type CourseRole = z.infer<typeof courseRole>;

export const courseMember = z.object({
  courseId: z.string(),
  userId: z.string(),
  role: courseRole,
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
});
export type Team = z.infer<typeof team>;

export const teamMember = z.object({
  teamId: z.string(),
  courseId: z.string(),
  userId: z.string(),
  joinedAt: z.date(),
});
export type TeamMember = z.infer<typeof teamMember>;

/** A person with an account, as far as a course may know them. */
export const person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() });
export type Person = z.infer<typeof person>;
