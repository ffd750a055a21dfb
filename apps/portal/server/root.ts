import { accountRouter } from "#features/account/router.ts";
import { announcementsRouter } from "#features/announcements/router.ts";
import { boardRouter } from "#features/board/router.ts";
import { changesRouter } from "#features/changes/router.ts";
import { courseRouter } from "#features/course/router.ts";
import { entriesRouter } from "#features/entries/router.ts";
import { feedbackRouter } from "#features/feedback/router.ts";
import { gradersRouter } from "#features/graders/router.ts";
import { gradientsRouter } from "#features/gradients/router.ts";
import { gradingRouter } from "#features/grading/router.ts";
import { handInRouter } from "#features/hand-in/router.ts";
import { handoutRouter } from "#features/handout/router.ts";
import { liveRouter } from "#features/live/router.ts";
import { noticesRouter } from "#features/notices/router.ts";
import { precheckRouter } from "#features/precheck/router.ts";
import { questionsRouter } from "#features/questions/router.ts";
import { regradesRouter } from "#features/regrades/router.ts";
import { resultRouter } from "#features/result/router.ts";
import { staffRouter } from "#features/staff/router.ts";
import { submitRouter } from "#features/submit/router.ts";
import { teamRouter } from "#features/team/router.ts";
import { tokensRouter } from "#features/tokens/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  announcements: announcementsRouter,
  board: boardRouter,
  changes: changesRouter,
  course: courseRouter,
  entries: entriesRouter,
  graders: gradersRouter,
  feedback: feedbackRouter,
  gradients: gradientsRouter,
  grading: gradingRouter,
  handIn: handInRouter,
  handout: handoutRouter,
  live: liveRouter,
  notices: noticesRouter,
  precheck: precheckRouter,
  questions: questionsRouter,
  regrades: regradesRouter,
  result: resultRouter,
  staff: staffRouter,
  submit: submitRouter,
  team: teamRouter,
  tokens: tokensRouter,
});
export type AppRouter = typeof appRouter;
