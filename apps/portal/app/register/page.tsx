import type { Metadata } from "next";
import { Register } from "#features/account/components/register.tsx";
import { safeNext } from "#features/account/view.ts";
import { openPage } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Register" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { ctx } = await openPage();
  const university = ctx.house.accounts.policy.university?.label ?? null;
  return <Register next={safeNext((await searchParams).next)} university={university} />;
}
