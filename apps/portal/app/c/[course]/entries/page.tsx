import type { Metadata } from "next";
import { EntryList } from "#features/entries/components/entry-list.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Entries" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched
      ask={(trpc) => [trpc.entries.list.queryOptions({ course }), trpc.entries.tries.queryOptions({ course })]}
    >
      <EntryList course={course} />
    </Prefetched>
  );
}
