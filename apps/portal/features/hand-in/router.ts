import { checkModel, mailTitle, recogniseShareLink } from "@gradmark/course";
import {
  cancelJobs,
  courseRefusal,
  deleteDraftLink,
  deleteUpload,
  enqueueRerun,
  inTransaction,
  selectCountingAnswers,
  selectFinalEntries,
  selectHandInsOfTeam,
  selectOptionalCurrentHandIn,
  selectOptionalDraftLink,
  selectTeamMembers,
  selectUploads,
  submitHandIn,
  upsertDraftLink,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { countCorrect } from "#server/gradients/seal.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { linkInput, uploadInput } from "./schema.ts";
import { viewReceipt, viewRequirements, viewUpload } from "./view.ts";

export const handInRouter = router({
  /** The check-list: what is there, what is missing, what was handed in. */
  show: memberProcedure.query(async ({ ctx }) => {
    const { course, now, team } = ctx;
    const code = courseRefusal(course, now);
    return {
      now,
      course: viewCourse(course),
      team: team?.name ?? null,
      refusal: code && refuse(code, { course, now }),
      requirements: viewRequirements(course),
      mailTitle: team && mailTitle(course.name, team.name, course.kit.mailSubject),
      own: team && (await viewOwn(ctx, team.id)),
    };
  }),

  /** Takes a file off the check-list; what was handed in stays handed in. */
  removeUpload: teamProcedure.input(uploadInput).mutation(({ ctx, input }) => {
    const { course, team, now, house } = ctx;
    const code = courseRefusal(course, now);
    if (code) return refuse(code, { course, now });
    if (!deleteUpload(house.database, { teamId: team.id, uploadId: input.upload, now }))
      throw new TRPCError({
        code: "NOT_FOUND",
        message: "This file is not on your check-list any more. Reload the page.",
      });
    return { ok: true as const };
  }),

  /** Puts a link to a model on the check-list, in place of an earlier one. It is fetched when the team hands in. */
  setLink: teamProcedure.input(linkInput).mutation(({ ctx, input }) => {
    const { course, team, person, now, house } = ctx;
    const code = courseRefusal(course, now);
    if (code) return refuse(code, { course, now });
    const refused = refuseLink(input);
    if (refused) return refused;
    const place = { courseId: course.id, teamId: team.id };
    upsertDraftLink(house.database, { ...place, url: input.url, addedBy: person.id, now });
    return { ok: true as const };
  }),

  /** Takes the link off the check-list. */
  removeLink: teamProcedure.mutation(({ ctx }) => {
    const { course, team, now, house } = ctx;
    const code = courseRefusal(course, now);
    if (code) return refuse(code, { course, now });
    deleteDraftLink(house.database, { teamId: team.id, now });
    return { ok: true as const };
  }),

  /** Hands in what stands on the check-list, in place of an earlier hand-in, and has it checked. */
  submit: teamProcedure.mutation(({ ctx }) => {
    const { course, team, person, now, house } = ctx;
    return inTransaction(house.database, () => {
      const models = selectUploads(house.database, team.id).filter(({ role }) => role === "model");
      const checked = checkModel(course.kit.handIn, models);
      if (!checked.ok) {
        const message = checked.problems.map((problem) => problem.message).join(" ");
        return { ok: false as const, refusal: "bad-file" as const, message };
      }
      const taken = submitHandIn(house.database, { teamId: team.id, submittedBy: person.id, now });
      if (!taken.ok) return refuse(taken.refusal, { course, now });
      return { ok: true as const, receipt: viewReceipt(taken.handIn, namesOf(ctx, team.id)) };
    });
  }),

  /** Stops the check of the hand-in that counts; the hand-in itself stays. */
  cancelCheck: teamProcedure.mutation(({ ctx }) => {
    const { team, now, house } = ctx;
    const current = selectOptionalCurrentHandIn(house.database, team.id);
    if (!current) throw new TRPCError({ code: "NOT_FOUND", message: "Your team has handed in nothing yet." });
    cancelJobs(house.database, { subjectId: current.id, now });
    return { ok: true as const };
  }),

  /** Has the hand-in that counts checked after all, when its check was cancelled or failed on our side. */
  checkAgain: teamProcedure.mutation(({ ctx }) => {
    const { team, now, house } = ctx;
    return inTransaction(house.database, () => {
      const current = selectOptionalCurrentHandIn(house.database, team.id);
      if (current?.state !== "cancelled" && current?.state !== "faulted")
        throw new TRPCError({
          code: "CONFLICT",
          message: "There is nothing to check again: a check is under way or done.",
        });
      enqueueRerun(house.database, { handInId: current.id, now });
      return { ok: true as const };
    });
  }),
});

/** What can be told from an address alone; what it gives is seen when it is fetched. */
function refuseLink({ url: text, anyway }: { url: string; anyway: boolean }) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return {
      ok: false as const,
      refusal: "bad-link" as const,
      message:
        "This is not the address of a file on the web. Copy it whole, from https:// on, without a password in it.",
    };
  const share = anyway ? null : recogniseShareLink(text);
  if (!share) return null;
  const offer =
    share.direct === null
      ? "Put the file where a link can give it, or keep this one and see what the pre-check says."
      : `The file itself should lie at ${share.direct}`;
  return {
    ok: false as const,
    refusal: "share-page" as const,
    direct: share.direct,
    message: `This address leads to a page of ${share.service}, not to the file. ${share.advice} ${offer}`,
  };
}

async function viewOwn(ctx: Context & Membership, teamId: string) {
  const { database, courses } = ctx.house;
  const names = namesOf(ctx, teamId);
  const [current, ...earlier] = selectHandInsOfTeam(database, teamId).map((handIn) => viewReceipt(handIn, names));
  const { problems } = await courses.kit(ctx.course.slug);
  const gradients = countCorrect(ctx.course, problems, selectCountingAnswers(database, teamId), ctx.now);
  const final = selectFinalEntries(database, teamId);
  return {
    uploads: selectUploads(database, teamId).map((upload) => viewUpload(upload, names)),
    link: selectOptionalDraftLink(database, teamId)?.url ?? null,
    receipt: current ?? null,
    earlier,
    gradients,
    final: {
      chosen: final.chosen,
      entries: final.entries.map(({ id, fileName, createdAt }) => ({ id, fileName, uploadedAt: createdAt })),
    },
  };
}

function namesOf({ house }: Context, teamId: string): Map<string, string> {
  return new Map(selectTeamMembers(house.database, teamId).map(({ id, name }) => [id, name]));
}
