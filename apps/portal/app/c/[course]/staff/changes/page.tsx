import type { Metadata } from "next";
import { ChangesPage } from "#features/changes/components/changes-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Rules and changes" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.changes.list.queryOptions({ course })]}>
      <ChangesPage course={course} />
    </Prefetched>
  );
}
