import type { Metadata } from "next";
import { Today } from "#features/staff/components/today.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Staff" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.staff.today.queryOptions({ course })]}>
      <Today course={course} />
    </Prefetched>
  );
}
