import type { Metadata } from "next";
import { EntryPage } from "#features/entries/components/entry-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Entry" };

export default async function Page({ params }: { params: Promise<{ course: string; entry: string }> }) {
  const { course, entry } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.entries.show.queryOptions({ course, entry })]}>
      <EntryPage course={course} entry={entry} />
    </Prefetched>
  );
}
