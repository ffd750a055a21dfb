import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NoticesPage } from "#features/notices/components/notices-page.tsx";
import { openPage, Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Notices" };

export default async function Page() {
  const { ctx } = await openPage();
  if (!ctx.person) redirect("/sign-in?next=/account/notices");
  return (
    <Prefetched
      ask={(trpc) => [
        trpc.notices.preferences.queryOptions(),
        trpc.notices.list.infiniteQueryOptions({}, { getNextPageParam: () => undefined }),
      ]}
    >
      <NoticesPage />
    </Prefetched>
  );
}
