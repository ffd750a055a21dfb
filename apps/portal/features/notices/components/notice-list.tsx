"use client";
import { Button, Group, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { NoticeLine } from "./notice-line.tsx";
import classes from "./notices.module.css";

/** The newest first, older ones when they are asked for. */
export function NoticeList() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useInfiniteQuery(
    trpc.notices.list.infiniteQueryOptions(
      {},
      {
        getNextPageParam: ({ notices, more }) => {
          const last = more ? notices.at(-1) : undefined;
          return last && { at: last.at, id: last.id };
        },
      },
    ),
  );
  const markRead = useMutation(
    trpc.notices.markRead.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.notices.pathFilter()) }),
  );
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  return (
    <Panel>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          What happened
        </Title>
        {notices.some(({ read }) => !read) && (
          <Button variant="default" size="compact-md" loading={markRead.isPending} onClick={() => markRead.mutate({})}>
            Mark all as read
          </Button>
        )}
      </Group>
      {list.isSuccess && notices.length === 0 && (
        <Text c="dimmed">
          Nothing yet. Scores, receipts, answers and what the staff announces will be here: join a course to begin.
        </Text>
      )}
      <ul className={classes.list}>
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} open={() => markRead.mutate({ notice: notice.id })} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Older ones
        </Button>
      )}
      {list.error && <Notice state="fault">{list.error.message}</Notice>}
    </Panel>
  );
}
