import { gradingRules } from "@gradmark/contract";
import { previewChange, rulesOfKit } from "@gradmark/course";
import {
  type ApplyRequest,
  applyProposal,
  discardProposal,
  type ProposalRefusal,
  proposeChange,
  releasePart,
  selectAdjustments,
  selectCourseMembers,
  selectOptionalProposal,
  selectPartReleases,
  selectProposals,
  selectRulesVersions,
  selectTeams,
  undoProposal,
  withdrawPart,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { classRecords } from "#server/grading/class-records.ts";
import { openScheme, rulesOf } from "#server/grading/open-scheme.ts";
import { gradedParts } from "#server/grading/queue.ts";
import { leadProcedure, type Membership, router } from "#server/trpc.ts";
import { partInput, proposalInput, proposeInput, releaseInput } from "./schema.ts";
import { viewProposal } from "./view.ts";

export const changesRouter = router({
  /** The rules that hold, their history, what was proposed, and what is released. */
  list: leadProcedure.query(({ ctx }) => {
    const { house, course, now } = ctx;
    const rules = rulesOf(house, course);
    const people = namesOf(ctx);
    return {
      now,
      course: viewCourse(course),
      rules,
      versions: selectRulesVersions(house.database, course.id).map(({ version, why, createdBy, createdAt }) => ({
        version,
        why,
        by: people.get(createdBy) ?? "somebody",
        createdAt,
      })),
      proposals: selectProposals(house.database, course.id).map((one) => viewProposal(one, teamsOf(ctx), people)),
      parts: gradedParts(rules).map(({ id, title }) => ({ id, title })),
      releases: selectPartReleases(house.database, course.id),
      teams: selectTeams(house.database, course.id).map(({ id, name }) => ({
        id,
        name,
        adjustments: selectAdjustments(house.database, id),
      })),
    };
  }),

  show: leadProcedure.input(proposalInput).query(({ ctx, input }) => ({
    now: ctx.now,
    course: viewCourse(ctx.course),
    proposal: viewProposal(findProposal(ctx, input.proposal), teamsOf(ctx), namesOf(ctx)),
  })),

  /** Keeps a change and shows whose points it would move. Nothing moves yet. */
  propose: leadProcedure.input(proposeInput).mutation(async ({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const { title, why, change } = input;
    const scheme = await openScheme(house, course);
    requireOwnTeams(ctx, change.addAdjustments?.map(({ teamId }) => teamId) ?? []);
    const rules = change.rules && checkRules(change.rules);
    const whole = { ...change, ...(rules && { rules }) };
    const moves = previewChange(scheme, classRecords(house, course), whole);
    const values = { courseId: course.id, title, why, change: whole, moves, createdBy: person.id };
    return viewProposal(proposeChange(house.database, values, now), teamsOf(ctx), namesOf(ctx));
  }),

  /** Applies a proposal as a whole; refused when it would now do something else than was shown. */
  carryOut: leadProcedure
    .input(proposalInput)
    .mutation(async ({ ctx, input }) =>
      answer(ctx, input.proposal, applyProposal(ctx.house.database, await applyRequest(ctx, input.proposal))),
    ),

  undoChange: leadProcedure
    .input(proposalInput)
    .mutation(async ({ ctx, input }) =>
      answer(ctx, input.proposal, undoProposal(ctx.house.database, await applyRequest(ctx, input.proposal))),
    ),

  discardChange: leadProcedure.input(proposalInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const request = { courseId: course.id, id: input.proposal, actor: person.id, now };
    return answer(ctx, input.proposal, discardProposal(house.database, request));
  }),

  /** Shows the marks and comments of a part to the teams. */
  release: leadProcedure.input(releaseInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    requirePartOf(ctx, input.part);
    releasePart(house.database, { ...input, courseId: course.id, actor: person.id, now });
    return { releases: selectPartReleases(house.database, course.id) };
  }),

  /** Hides them again. */
  withdraw: leadProcedure.input(partInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    requirePartOf(ctx, input.part);
    withdrawPart(house.database, { ...input, courseId: course.id, actor: person.id, now });
    return { releases: selectPartReleases(house.database, course.id) };
  }),
});

/** Computed anew inside the transaction that applies it, from the rows as they are then. */
async function applyRequest(ctx: Context & Membership, id: string): Promise<ApplyRequest> {
  const { house, course, person, now } = ctx;
  const { kit, problems } = await openScheme(house, course);
  return {
    courseId: course.id,
    id,
    actor: person.id,
    kitRules: rulesOfKit(course.kit),
    movesOf: (change) =>
      previewChange({ kit, problems, rules: rulesOf(house, course) }, classRecords(house, course), change),
    now,
  };
}

function answer(ctx: Context & Membership, id: string, done: { ok: true } | { ok: false; refusal: ProposalRefusal }) {
  if (!done.ok && done.refusal === "no-such-proposal") findProposal(ctx, id);
  const proposal = viewProposal(findProposal(ctx, id), teamsOf(ctx), namesOf(ctx));
  return done.ok
    ? { ok: true as const, proposal }
    : { ok: false as const, refusal: done.refusal, message: sentences[done.refusal], proposal };
}

const sentences: Record<ProposalRefusal, string> = {
  "no-such-proposal": "There is no such proposal.",
  "decided-already": "Somebody has applied or discarded this already. Nothing was changed a second time.",
  "moves-changed":
    "Nothing was applied: since this was shown, marks or results have changed, so it would now do something else. What it would do now is below; apply it if that is what you want.",
  "not-applied": "This change is not in force, so there is nothing to undo.",
};

function findProposal({ house, course }: Context & Membership, id: string) {
  const found = selectOptionalProposal(house.database, id);
  if (found?.courseId !== course.id)
    throw new TRPCError({ code: "NOT_FOUND", message: "This course has no such proposal. Open the page “Changes”." });
  return found;
}

/** The whole set of rules must make sense as a kit's would. */
function checkRules(rules: unknown) {
  const parsed = gradingRules.parse(rules);
  const weights = parsed.parts.reduce((sum, { weight }) => sum + weight, 0);
  if (Math.abs(weights - 100) > 1e-9)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `The weights of the parts add up to ${weights}; they must add up to 100.`,
    });
  return parsed;
}

function requireOwnTeams(ctx: Context & Membership, ids: readonly string[]): void {
  const known = teamsOf(ctx);
  if (!ids.every((id) => known.has(id)))
    throw new TRPCError({ code: "NOT_FOUND", message: "One of these teams is not in this course. Reload the page." });
}

function requirePartOf({ house, course }: Context & Membership, part: string): void {
  if (!gradedParts(rulesOf(house, course)).some(({ id }) => id === part))
    throw new TRPCError({ code: "NOT_FOUND", message: `No person grades the part “${part}”.` });
}

function teamsOf({ house, course }: Context & Membership): Map<string, string> {
  return new Map(selectTeams(house.database, course.id).map(({ id, name }) => [id, name]));
}

function namesOf({ house, course }: Context & Membership): Map<string, string> {
  return new Map(selectCourseMembers(house.database, course.id).map(({ person }) => [person.id, person.name]));
}
