import { publicProcedure, router } from "#server/trpc.ts";

export const accountRouter = router({
  /** Who is signed in, and the server's clock. */
  show: publicProcedure.query(({ ctx }) => ({
    person: ctx.person && { name: ctx.person.name, email: ctx.person.email },
    now: ctx.now,
  })),
});
