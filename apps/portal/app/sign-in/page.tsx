import type { Metadata } from "next";
import { SignIn } from "#features/account/components/sign-in.tsx";
import { safeNext } from "#features/account/view.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  return <SignIn next={safeNext((await searchParams).next)} />;
}
