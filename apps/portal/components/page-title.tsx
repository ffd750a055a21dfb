import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

export function PageTitle({ children, lead }: { children: ReactNode; lead?: ReactNode }) {
  return (
    <Stack gap={4} mb="lg">
      <Title order={1} fz={{ base: 26, sm: 30 }}>
        {children}
      </Title>
      {lead && (
        <Text c="dimmed" maw="70ch">
          {lead}
        </Text>
      )}
    </Stack>
  );
}
