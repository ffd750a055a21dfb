import type { Metadata } from "next";
import { ResultPage } from "#features/result/components/result-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Result" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched
      ask={(trpc) => [trpc.result.show.queryOptions({ course }), trpc.feedback.show.queryOptions({ course })]}
    >
      <ResultPage course={course} />
    </Prefetched>
  );
}
