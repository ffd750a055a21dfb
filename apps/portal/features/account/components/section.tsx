import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Panel } from "#components/panel.tsx";

/** One part of the page “Account” under a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </Panel>
  );
}
