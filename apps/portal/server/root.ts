import { accountRouter } from "#features/account/router.ts";
import { courseRouter } from "#features/course/router.ts";
import { entriesRouter } from "#features/entries/router.ts";
import { handoutRouter } from "#features/handout/router.ts";
import { liveRouter } from "#features/live/router.ts";
import { submitRouter } from "#features/submit/router.ts";
import { teamRouter } from "#features/team/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  course: courseRouter,
  entries: entriesRouter,
  handout: handoutRouter,
  live: liveRouter,
  submit: submitRouter,
  team: teamRouter,
});
export type AppRouter = typeof appRouter;
