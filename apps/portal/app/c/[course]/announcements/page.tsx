import type { Metadata } from "next";
import { AnnouncementsPage } from "#features/announcements/components/announcements-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Announcements" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.announcements.list.queryOptions({ course })]}>
      <AnnouncementsPage course={course} />
    </Prefetched>
  );
}
