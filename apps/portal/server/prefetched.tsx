import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  type QueryClient,
} from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { createQueryClient } from "#client/query-client.ts";
import { type Context, createContext } from "./context.ts";
import { logFailure } from "./errors.ts";
import { type AppRouter, appRouter } from "./root.ts";

/** The procedures, called in this process: what a page asks for while it is rendered. */
export async function openPage() {
  const ctx: Context = await createContext({ headers: new Headers(await headers()) });
  const queryClient = createQueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ router: appRouter, ctx, queryClient });
  return { ctx, queryClient, trpc };
}

/**
 * Renders `children` with the answers to `ask` at hand, so that the page arrives complete. Whoever must sign in is
 * sent there and comes back; what does not exist for the reader is a page that does not exist.
 */
export async function Prefetched({
  ask,
  children,
}: {
  ask: (page: Awaited<ReturnType<typeof openPage>>["trpc"]) => unknown[];
  children: ReactNode;
}) {
  const { queryClient, trpc } = await openPage();
  try {
    await Promise.all(ask(trpc).map((options) => fetchFirst(queryClient, options)));
  } catch (error) {
    leave(error, (await headers()).get("x-here") ?? "/");
  }
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}

/** An answer, or the first page of one that comes in pages. */
function fetchFirst(queryClient: QueryClient, options: unknown): Promise<unknown> {
  const asked = { ...(options as FetchInfiniteQueryOptions & FetchQueryOptions), retry: false };
  return "initialPageParam" in asked ? queryClient.fetchInfiniteQuery(asked) : queryClient.fetchQuery(asked);
}

function leave(error: unknown, here: string): never {
  if (error instanceof TRPCError) {
    if (error.code === "UNAUTHORIZED") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
    logFailure(error, here);
  }
  throw error;
}
