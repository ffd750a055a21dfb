import { httpSubscriptionLink, type TRPCLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "#server/root.ts";

/** Server-sent events from our API. In a file of its own, because it is a tenth of what a page would load first. */
export function openSubscriptions(url: string): TRPCLink<AppRouter> {
  return httpSubscriptionLink({ url, transformer: superjson });
}
