import type { Metadata } from "next";
import { TeamPage } from "#features/team/components/team-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Team" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.team.show.queryOptions({ course })]}>
      <TeamPage course={course} />
    </Prefetched>
  );
}
