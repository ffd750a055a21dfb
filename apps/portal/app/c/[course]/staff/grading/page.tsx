import type { Metadata } from "next";
import { QueuePage } from "#features/grading/components/queue-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Grading" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.grading.queue.queryOptions({ course })]}>
      <QueuePage course={course} />
    </Prefetched>
  );
}
