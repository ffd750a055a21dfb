import type { Metadata } from "next";
import { Reset } from "#features/account/components/reset.tsx";
import { openPage } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Set a new password" };

export default async function Page() {
  const { ctx } = await openPage();
  return <Reset mail={ctx.house.accounts.policy.mail} />;
}
