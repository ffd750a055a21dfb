"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "#client/trpc.ts";
import { isAnswerOf, routersByTopic } from "../view.ts";

/**
 * Keeps the pages of a course up to date while they are open. Shows nothing. What changed while nobody listened, between
 * the rendering of the page and the first connection or during a broken one, is made up for by asking everything anew.
 */
export function Live({ course }: { course: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = (routers: Iterable<string>) => {
    const wanted = new Set(routers);
    return queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAnswerOf(queryKey, wanted) });
  };
  useSubscription(
    trpc.live.changes.subscriptionOptions(
      { course },
      {
        onStarted: () => void refresh(Object.values(routersByTopic).flat()),
        onData: ({ data }) => void refresh(data.topics.flatMap((topic) => routersByTopic[topic])),
      },
    ),
  );
  return null;
}
