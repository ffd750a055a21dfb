import type { Metadata } from "next";
import { Overview } from "#features/course/components/overview.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched
      ask={(trpc) => [trpc.course.show.queryOptions({ course }), trpc.announcements.list.queryOptions({ course })]}
    >
      <Overview course={course} />
    </Prefetched>
  );
}
