import type { Metadata } from "next";
import { ProblemList } from "#features/gradients/components/problem-list.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Gradients" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.gradients.list.queryOptions({ course })]}>
      <ProblemList course={course} />
    </Prefetched>
  );
}
