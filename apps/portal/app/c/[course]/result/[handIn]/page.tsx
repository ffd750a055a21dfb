import type { Metadata } from "next";
import { ResultPage } from "#features/result/components/result-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Result of a hand-in" };

export default async function Page({ params }: { params: Promise<{ course: string; handIn: string }> }) {
  const { course, handIn } = await params;
  return (
    <Prefetched
      ask={(trpc) => [trpc.result.show.queryOptions({ course, handIn }), trpc.feedback.show.queryOptions({ course })]}
    >
      <ResultPage course={course} handIn={handIn} />
    </Prefetched>
  );
}
