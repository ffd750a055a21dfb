import { accountRouter } from "#features/account/router.ts";
import { boardRouter } from "#features/board/router.ts";
import { courseRouter } from "#features/course/router.ts";
import { entriesRouter } from "#features/entries/router.ts";
import { gradientsRouter } from "#features/gradients/router.ts";
import { handInRouter } from "#features/hand-in/router.ts";
import { handoutRouter } from "#features/handout/router.ts";
import { liveRouter } from "#features/live/router.ts";
import { precheckRouter } from "#features/precheck/router.ts";
import { resultRouter } from "#features/result/router.ts";
import { submitRouter } from "#features/submit/router.ts";
import { teamRouter } from "#features/team/router.ts";
import { tokensRouter } from "#features/tokens/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  board: boardRouter,
  course: courseRouter,
  entries: entriesRouter,
  gradients: gradientsRouter,
  handIn: handInRouter,
  handout: handoutRouter,
  live: liveRouter,
  precheck: precheckRouter,
  result: resultRouter,
  submit: submitRouter,
  team: teamRouter,
  tokens: tokensRouter,
});
export type AppRouter = typeof appRouter;
