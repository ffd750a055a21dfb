import type { Metadata } from "next";
import { SubmitPage } from "#features/submit/components/submit-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Submit" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.submit.show.queryOptions({ course })]}>
      <SubmitPage course={course} />
    </Prefetched>
  );
}
