import type { Metadata } from "next";
import { ProposalPage } from "#features/changes/components/proposal-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "A change" };

export default async function Page({ params }: { params: Promise<{ course: string; proposal: string }> }) {
  const { course, proposal } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.changes.show.queryOptions({ course, proposal })]}>
      <ProposalPage course={course} proposal={proposal} />
    </Prefetched>
  );
}
