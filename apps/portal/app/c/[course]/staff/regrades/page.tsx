import type { Metadata } from "next";
import { RegradesPage } from "#features/regrades/components/regrades-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Regrades" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.regrades.list.queryOptions({ course })]}>
      <RegradesPage course={course} />
    </Prefetched>
  );
}
