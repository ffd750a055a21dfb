import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "#server/root.ts";

/** Subscriptions, by a link that is fetched with the first of them: most pages have none. */
export function lazySubscriptions(url: string): TRPCLink<AppRouter> {
  return (runtime) => (operation) =>
    observable((observer) => {
      const abort = new AbortController();
      void import("./subscription-link.ts").then(
        ({ openSubscriptions }) => {
          if (abort.signal.aborted) return;
          const going = openSubscriptions(url)(runtime)(operation).subscribe(observer);
          abort.signal.addEventListener("abort", () => going.unsubscribe());
        },
        (error: unknown) =>
          observer.error(TRPCClientError.from(error instanceof Error ? error : new Error(String(error)))),
      );
      return () => abort.abort();
    });
}
