"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Icon } from "#components/icons.tsx";
import classes from "./bell.module.css";

/**
 * How many notices are unread, and the way to them. In a course it follows at once; elsewhere it looks each minute.
 * @param unread when the page was made
 */
export function Bell({ unread }: { unread: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.notices.count.queryOptions(undefined, { initialData: { unread }, staleTime: 5_000, refetchInterval: 60_000 }),
  );
  const label = data.unread === 0 ? "Notices" : `Notices: ${countOf(data.unread, "new one")}`;
  return (
    <Link href="/account/notices" className={classes.bell} aria-label={label} title={label}>
      <Icon name="bell" size={20} />
      {data.unread > 0 && <span className={classes.count}>{data.unread > 99 ? "99+" : data.unread}</span>}
    </Link>
  );
}
