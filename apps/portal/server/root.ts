import { accountRouter } from "#features/account/router.ts";
import { courseRouter } from "#features/course/router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  course: courseRouter,
});
export type AppRouter = typeof appRouter;
