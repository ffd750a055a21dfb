import { z } from "zod";

/** Who may join a course: everybody, those on its roster, or also those with an address of certain domains. */
export const joinRules = ["open", "roster", "domains"] as const;
export const joinRule = z.enum(joinRules);
export type JoinRule = z.infer<typeof joinRule>;

/** The part of an address behind the @, in lower case, such as `uni.example`; its subdomains are others. */
export const mailDomain = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/);

/**
 * What the staff of a course sets up. Every key has a default, so that `{}` is the settings of a new course and an
 * older row stays readable when a key is added.
 */
export const courseSettings = z.strictObject({
  join: z
    .strictObject({
      rule: joinRule.default("open"),
      /** Counts with the rule `domains`; who is on the roster may join by each rule. */
      domains: z.array(mailDomain).max(50).default([]),
    })
    .prefault({}),
  board: z
    .strictObject({
      /** Teams see of other teams ranks and scores, no names. */
      anonymous: z.boolean().default(false),
    })
    .prefault({}),
  grading: z
    .strictObject({
      /** Whoever grades sees neither the team's name nor its place on the board. */
      blind: z.boolean().default(false),
    })
    .prefault({}),
});
export type CourseSettings = z.infer<typeof courseSettings>;
