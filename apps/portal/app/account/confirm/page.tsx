import type { Metadata } from "next";
import { connection } from "next/server";
import { Confirm } from "#features/account/components/confirm.tsx";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function Page() {
  // Its scripts carry the nonce of the response: the page is made for each request.
  await connection();
  return <Confirm />;
}
