import { Container } from "@mantine/core";
import type { ReactNode } from "react";
import { PageTitle } from "#components/page-title.tsx";

/** A page that asks for one thing. */
export function Narrow({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <Container size={420} px={0} pt={{ base: 0, sm: "xl" }}>
      <PageTitle lead={lead}>{title}</PageTitle>
      {children}
    </Container>
  );
}
