import type { Metadata } from "next";
import { TokensPage } from "#features/tokens/components/tokens-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "API tokens" };

export default function Page() {
  return (
    <Prefetched ask={(trpc) => [trpc.tokens.list.queryOptions()]}>
      <TokensPage />
    </Prefetched>
  );
}
