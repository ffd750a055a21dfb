import type { Metadata } from "next";
import { Register } from "#features/account/components/register.tsx";
import { safeNext } from "#features/account/view.ts";

export const metadata: Metadata = { title: "Register" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  return <Register next={safeNext((await searchParams).next)} />;
}
