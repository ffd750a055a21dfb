"use client";
import type { ChangeTopic } from "@gradmark/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "#client/trpc.ts";
import { isAnswerOf, routersByTopic } from "../view.ts";

/** Keeps the pages of a course up to date while they are open. Shows nothing. */
export function Live({ course }: { course: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = (topics: readonly ChangeTopic[]) => {
    const routers = new Set(topics.flatMap((topic) => routersByTopic[topic]));
    return queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAnswerOf(queryKey, routers) });
  };
  useSubscription(
    trpc.live.changes.subscriptionOptions({ course }, { onData: ({ data }) => void refresh(data.topics) }),
  );
  return null;
}
