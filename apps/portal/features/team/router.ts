import { checkTeamName } from "@gradmark/course";
import {
  courseRefusal,
  createTeam,
  joinTeam,
  selectOptionalTeamByInvite,
  selectTeamMembers,
  selectTeams,
  updateInviteCode,
} from "@gradmark/db";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { inviteInput, nameInput } from "./schema.ts";
import { viewSizes, viewTeam } from "./view.ts";

export const teamRouter = router({
  /** The reader's team with its invite code; `team` is null for whoever is in none. */
  show: memberProcedure.query(({ ctx }) => ({
    course: { slug: ctx.course.slug, name: ctx.course.name },
    sizes: viewSizes(ctx.course),
    team: ctx.team && viewTeam(ctx.team, selectTeamMembers(ctx.house.database, ctx.team.id), ctx.person),
  })),

  /** Whether a name would do, byte by byte, with the reasons and a name that would. */
  checkName: memberProcedure.input(nameInput).query(({ ctx, input }) => checkName(ctx, ctx, input.name)),

  /** A new team with the caller as its first member. The name is kept exactly as it is given. */
  create: memberProcedure.input(nameInput).mutation(({ ctx, input }) => {
    const { course, person, now, house } = ctx;
    if (courseRefusal(course, now) === "closed") return refuse("closed", { course, now });
    const check = checkName(ctx, ctx, input.name);
    if (!check.ok)
      return { ...check, ok: false as const, refusal: "bad-name" as const, message: sayAll(check.problems) };
    const made = createTeam(house.database, { courseId: course.id, name: input.name, createdBy: person.id, now });
    if (!made.ok) return refuse(made.refusal, { course, now });
    return { ok: true as const, team: viewTeam(made.team, selectTeamMembers(house.database, made.team.id), person) };
  }),

  /** Joins the team of an invite code. */
  join: memberProcedure.input(inviteInput).mutation(({ ctx, input }) => {
    const { course, person, now, house } = ctx;
    if (courseRefusal(course, now) === "closed") return refuse("closed", { course, now });
    const team = selectOptionalTeamByInvite(house.database, input.inviteCode);
    if (!team || team.courseId !== course.id) return unknownCode;
    const joined = joinTeam(house.database, { teamId: team.id, userId: person.id, now });
    if (!joined.ok) return refuse(joined.refusal, { course, now });
    return { ok: true as const, team: viewTeam(joined.team, selectTeamMembers(house.database, team.id), person) };
  }),

  /** A new invite code; the old one stops working. */
  renewInvite: teamProcedure.mutation(({ ctx }) => ({
    inviteCode: updateInviteCode(ctx.house.database, ctx.team.id).inviteCode,
  })),
});

const unknownCode = {
  ok: false as const,
  refusal: "unknown-code" as const,
  message:
    "No team of this course has this invite code. Copy it anew from a member's page “Team”; it is 32 characters long.",
};

function checkName({ house }: Context, { course }: Membership, name: string) {
  return checkTeamName(
    name,
    selectTeams(house.database, course.id).map((team) => team.name),
  );
}

function sayAll(problems: { message: string }[]): string {
  return problems.map(({ message }) => message).join(" ");
}
