import type { Course, Person, Team } from "@gradmark/contract";
import { checkKaggleName, checkTeamName, type KaggleNameCheck } from "@gradmark/course";
import {
  askTeam,
  countTeamMembers,
  courseRefusal,
  createTeam,
  decideTeamRequest,
  findTeamsWithRoom,
  hasStarted,
  joinTeam,
  leaveTeam,
  passCaptaincy,
  removeTeamMember,
  selectOpenRequestsOf,
  selectOpenRequestsTo,
  selectOptionalKaggleBoard,
  selectOptionalTeamByInvite,
  selectOptionalTeamByName,
  selectPerson,
  selectTeam,
  selectTeamMembers,
  selectTeamNames,
  selectTeamRole,
  type TeamRefusal,
  teamLock,
  updateInviteCode,
  withdrawTeamRequest,
} from "@gradmark/db";
import type { Context } from "#server/context.ts";
import type { House } from "#server/house.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { askInput, decisionInput, findInput, inviteInput, memberInput, nameInput, requestInput } from "./schema.ts";
import { type TeamCard, viewRules, viewTeam } from "./view.ts";

export const teamRouter = router({
  /** The reader's team with its invite code and what it is asked; `team` is null for whoever is in none. */
  show: memberProcedure.query(({ ctx }) => ({
    course: { slug: ctx.course.slug, name: ctx.course.name, timeZone: ctx.course.timeZone },
    rules: viewRules(ctx.course, { locksAt: teamLock(ctx.course), now: ctx.now }),
    team: ctx.team && showTeam(ctx, ctx.team, ctx.person),
    kaggle: ctx.team && onKaggle(ctx.house, ctx.course, ctx.team.name),
    asked: selectOpenRequestsOf(ctx.house.database, { courseId: ctx.course.id, userId: ctx.person.id }).map(
      ({ id, teamId, askedAt }) => ({ id, askedAt, team: selectTeam(ctx.house.database, teamId).name }),
    ),
  })),

  /** Whether a name would do, byte by byte, with the reasons and a name that would. */
  checkName: memberProcedure.input(nameInput).query(({ ctx, input }) => checkName(ctx, ctx, input.name)),

  /** A new team with the caller as its captain. The name is kept exactly as it is given. */
  create: memberProcedure.input(nameInput).mutation(({ ctx, input }) => {
    const { course, person, now, house } = ctx;
    if (courseRefusal(course, now) === "closed") return refuse("closed", { course, now });
    const check = checkName(ctx, ctx, input.name);
    if (!check.ok)
      return { ...check, ok: false as const, refusal: "bad-name" as const, message: sayAll(check.problems) };
    const made = createTeam(house.database, { courseId: course.id, name: input.name, createdBy: person.id, now });
    return made.ok ? { ok: true as const, team: showTeam(ctx, made.team, person) } : sayRefused(made, course, now);
  }),

  /** Joins the team of an invite code. */
  join: memberProcedure.input(inviteInput).mutation(({ ctx, input }) => {
    const { course, person, now, house } = ctx;
    const team = selectOptionalTeamByInvite(house.database, input.inviteCode);
    if (!team || team.courseId !== course.id || team.mergedIntoId !== null) return unknownCode;
    const joined = joinTeam(house.database, { teamId: team.id, userId: person.id, now });
    return joined.ok
      ? { ok: true as const, team: showTeam(ctx, joined.team, person) }
      : sayRefused(joined, course, now);
  }),

  /** A new invite code; the old one stops working. */
  renewInvite: teamProcedure.mutation(({ ctx }) => ({
    inviteCode: updateInviteCode(ctx.house.database, ctx.team.id).inviteCode,
  })),

  /** Teams by a part of their name that have room for the reader, or for the reader's whole team. */
  find: memberProcedure.input(findInput).query(({ ctx, input: { text } }) => {
    const { database } = ctx.house;
    const room = ctx.team ? countTeamMembers(database, ctx.team.id) : 1;
    const { maxSize } = ctx.course.kit.team;
    const found = findTeamsWithRoom(database, { courseId: ctx.course.id, text, room, maxSize, limit: 20 });
    return found.filter(({ id }) => id !== ctx.team?.id).map(({ name, members }) => ({ name, members }));
  }),

  /** Asks a team to take the reader in; asked by a captain, to take the whole team in. */
  ask: memberProcedure.input(askInput).mutation(({ ctx, input: { name } }) => {
    const { course, person, now, house } = ctx;
    const team = selectOptionalTeamByName(house.database, { courseId: course.id, name });
    if (!team || team.mergedIntoId !== null) return refuse("not-in-team", { course, now });
    const asked = askTeam(house.database, { teamId: team.id, userId: person.id, now });
    return asked.ok ? { ok: true as const } : sayRefused(asked, course, now);
  }),

  withdraw: memberProcedure.input(requestInput).mutation(({ ctx, input }) => {
    const { course, person, now, house } = ctx;
    const done = withdrawTeamRequest(house.database, { requestId: input.request, by: person.id, now });
    return done.ok ? { ok: true as const } : sayRefused(done, course, now);
  }),

  /** The captain takes in whoever asked, or declines. */
  decide: teamProcedure.input(decisionInput).mutation(({ ctx, input: { request, accept } }) => {
    const { course, person, now, house } = ctx;
    const done = decideTeamRequest(house.database, { requestId: request, accept, by: person.id, now });
    return done.ok ? { ok: true as const } : sayRefused(done, course, now);
  }),

  leave: teamProcedure.mutation(({ ctx }) => {
    const { course, person, team, now, house } = ctx;
    const left = leaveTeam(house.database, { teamId: team.id, userId: person.id, now });
    return left.ok ? left : sayRefused(left, course, now);
  }),

  /** The captain takes a member out. */
  remove: teamProcedure.input(memberInput).mutation(({ ctx, input }) => {
    const { course, person, team, now, house } = ctx;
    const left = removeTeamMember(house.database, { teamId: team.id, userId: input.member, by: person.id, now });
    return left.ok ? { ok: true as const } : sayRefused(left, course, now);
  }),

  /** The captain makes a member captain. */
  passCaptaincy: teamProcedure.input(memberInput).mutation(({ ctx, input }) => {
    const { course, person, team, now, house } = ctx;
    const done = passCaptaincy(house.database, { teamId: team.id, userId: input.member, by: person.id, now });
    return done.ok ? { ok: true as const } : sayRefused(done, course, now);
  }),
});

const unknownCode = {
  ok: false as const,
  refusal: "unknown-code" as const,
  message:
    "No team of this course has this invite code. Copy it anew from a member's page “Team”; it is 32 characters long.",
};

function sayRefused({ refusal }: { refusal: TeamRefusal }, course: Course, now: Date) {
  return refuse(refusal, { course, now });
}

function showTeam({ house: { database } }: Context, team: Team, reader: Person): TeamCard {
  const members = selectTeamMembers(database, team.id).map((person) => ({
    person,
    role: selectTeamRole(database, { teamId: team.id, userId: person.id }) ?? "member",
  }));
  const requests = selectOpenRequestsTo(database, team.id).map((request) => ({
    request,
    person: selectPerson(database, request.askedBy),
    team: request.fromTeamId === null ? null : selectTeam(database, request.fromTeamId),
  }));
  return viewTeam(team, { members, requests, started: hasStarted(database, team.id) }, reader);
}

/** By the course's rule; what the board on Kaggle says of the name is told beside it and refuses nothing. */
function checkName({ house }: Context, { course }: Membership, name: string) {
  const check = checkTeamName(name, selectTeamNames(house.database, course.id));
  return { ...check, kaggle: onKaggle(house, course, name) };
}

/** How a name stands to the board that was imported from Kaggle; null when none was. */
function onKaggle({ database }: House, course: Course, name: string): (KaggleNameCheck & { importedAt: Date }) | null {
  const board = selectOptionalKaggleBoard(database, course.id);
  if (!board) return null;
  const names = board.rows.map(({ team }) => team);
  return { ...checkKaggleName(name, names), importedAt: board.importedAt };
}

function sayAll(problems: { message: string }[]): string {
  return problems.map(({ message }) => message).join(" ");
}
