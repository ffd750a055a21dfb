import type { Metadata } from "next";
import { GradersPage } from "#features/graders/components/graders-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Graders" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.graders.show.queryOptions({ course })]}>
      <GradersPage course={course} />
    </Prefetched>
  );
}
