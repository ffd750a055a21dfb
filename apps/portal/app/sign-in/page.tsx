import type { Metadata } from "next";
import { SignIn } from "#features/account/components/sign-in.tsx";
import { explainReturn, safeNext } from "#features/account/view.ts";
import { openPage } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Search = { next?: string | string[]; error?: string | string[] };

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, error } = await searchParams;
  const { ctx } = await openPage();
  const university = ctx.house.accounts.policy.university?.label ?? null;
  return <SignIn next={safeNext(next)} university={university} problem={explainReturn(error)} />;
}
