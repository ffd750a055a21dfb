import type { Metadata } from "next";
import { Owner } from "#features/account/components/owner.tsx";
import { openPage } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Set up the owner" };

export default async function Page() {
  const { ctx } = await openPage();
  return <Owner email={ctx.person?.email ?? null} />;
}
