"use client";
import { Text, Title } from "@mantine/core";
import { When } from "#components/when.tsx";
import { Written } from "#components/written.tsx";
import type { AnnouncementCard } from "../view.ts";

/** One announcement, as everybody reads it. @param level of its heading, below that of what it stands in */
export function AnnouncementView({
  announcement,
  zone,
  level = 2,
}: {
  announcement: AnnouncementCard;
  zone: string;
  level?: 2 | 3;
}) {
  const { id, title, html, pinned, createdAt, changedAt } = announcement;
  return (
    <article id={id} style={{ scrollMarginTop: "5rem" }}>
      <Title order={level} size="h5" style={{ overflowWrap: "anywhere" }}>
        {title}
      </Title>
      <Text fz="sm" c="dimmed">
        {pinned && "Pinned · "}
        <When at={createdAt} zone={zone} weekday={false} />
        {changedAt && (
          <>
            {" · changed "}
            <When at={changedAt} zone={zone} weekday={false} />
          </>
        )}
      </Text>
      <Written html={html} />
    </article>
  );
}
