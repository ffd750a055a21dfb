import type { Metadata } from "next";
import { Desk } from "#features/grading/components/desk.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Grading a hand-in" };

export default async function Page({ params }: { params: Promise<{ course: string; handIn: string }> }) {
  const { course, handIn } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.grading.open.queryOptions({ course, handIn })]}>
      <Desk key={handIn} course={course} handIn={handIn} />
    </Prefetched>
  );
}
