import type { Metadata } from "next";
import { Account } from "#features/account/components/account.tsx";
import { explainReturn } from "#features/account/view.ts";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function Page({ searchParams }: { searchParams: Promise<{ error?: string | string[] }> }) {
  const { error } = await searchParams;
  return (
    <Prefetched ask={(trpc) => [trpc.account.settings.queryOptions()]}>
      <Account problem={explainReturn(error)} />
    </Prefetched>
  );
}
