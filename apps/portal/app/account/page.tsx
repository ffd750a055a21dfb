import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Account } from "#features/account/components/account.tsx";
import { openPage } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function Page() {
  const { ctx } = await openPage();
  if (!ctx.person) redirect("/sign-in?next=/account");
  return <Account person={{ name: ctx.person.name, email: ctx.person.email }} />;
}
