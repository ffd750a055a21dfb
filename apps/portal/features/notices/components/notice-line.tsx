"use client";
import { Anchor, Text } from "@mantine/core";
import Link from "next/link";
import { When } from "#components/when.tsx";
import type { NoticeCard } from "../view.ts";
import classes from "./notices.module.css";

/** One notice: a link to the page where it is acted on. What is new says so in a word, too. */
export function NoticeLine({ notice, open }: { notice: NoticeCard; open: () => void }) {
  const { title, detail, href, course, at, zone, read } = notice;
  return (
    <li className={classes.line} data-new={!read || undefined}>
      <Anchor component={Link} href={href} c="inherit" fw={read ? 400 : 650} className={classes.title} onClick={open}>
        {title}
      </Anchor>
      {detail && <Text fz="sm">{detail}</Text>}
      <Text fz="sm" c="dimmed">
        {!read && "New · "}
        {course} · <When at={at} zone={zone} weekday={false} />
      </Text>
    </li>
  );
}
