import type { Metadata } from "next";
import { Handout } from "#features/handout/components/handout.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Handout" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.handout.show.queryOptions({ course })]}>
      <Handout course={course} />
    </Prefetched>
  );
}
