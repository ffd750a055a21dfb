import type { Metadata } from "next";
import { HandInPage } from "#features/hand-in/components/hand-in-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Hand in" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched
      ask={(trpc) => [trpc.handIn.show.queryOptions({ course }), trpc.precheck.show.queryOptions({ course })]}
    >
      <HandInPage course={course} />
    </Prefetched>
  );
}
