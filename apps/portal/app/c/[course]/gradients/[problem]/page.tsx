import type { Metadata } from "next";
import { ProblemPage } from "#features/gradients/components/problem-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Gradient" };

export default async function Page({ params }: { params: Promise<{ course: string; problem: string }> }) {
  const { course, problem } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.gradients.show.queryOptions({ course, problem })]}>
      <ProblemPage course={course} problem={problem} />
    </Prefetched>
  );
}
