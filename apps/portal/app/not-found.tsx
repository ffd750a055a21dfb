import type { Metadata } from "next";
import { Missing } from "#components/missing.tsx";

export const metadata: Metadata = { title: "Not here" };

export default function NotFound() {
  return <Missing />;
}
