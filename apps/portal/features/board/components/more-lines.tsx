import { Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { formatCount } from "#components/format.ts";
import { type BoardLine, mergeLines } from "../view.ts";
import { BoardTable, type TableFrame } from "./board-table.tsx";

/** The beginning of the board, which grows by a hundred teams at a time. */
export function MoreLines(props: {
  course: string;
  lines: BoardLine[];
  /** Where the rest begins. */
  from: number;
  teams: number;
  table: TableFrame;
}) {
  const { course, lines, from, teams, table } = props;
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const more = useInfiniteQuery(
    trpc.board.more.infiniteQueryOptions(
      { course },
      { initialCursor: from, getNextPageParam: ({ next }) => next, enabled: open },
    ),
  );
  const further = open ? (more.data?.pages.flatMap((page) => page.lines) ?? []) : [];
  const all = mergeLines([...lines.filter(({ kind }) => kind === "team"), ...further], table.benchmark);
  const end = from + further.length;
  const ask = () => {
    if (open) void more.fetchNextPage();
    else setOpen(true);
  };
  return (
    <>
      <BoardTable lines={all} {...table} />
      {end < teams && (
        <Group p="sm" justify="center" className="no-print">
          <Button variant="default" onClick={ask} loading={more.isFetching && open}>
            {`Show places ${formatCount(end + 1)} to ${formatCount(Math.min(teams, end + 100))} of ${formatCount(teams)}`}
          </Button>
        </Group>
      )}
    </>
  );
}
