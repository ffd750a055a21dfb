"use client";
import { Button, Code, Group, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Panel } from "#components/panel.tsx";

/** For whoever must hand in by e-mail after all. */
export function MailTitle({ title }: { title: string }) {
  const clipboard = useClipboard();
  return (
    <Panel>
      <Text size="sm" c="dimmed" mb={4}>
        Asked to hand in by e-mail as well? This is the title that the message must have, byte for byte:
      </Text>
      <Group gap="sm">
        <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
          {title}
        </Code>
        <Button size="compact-sm" variant="subtle" onClick={() => clipboard.copy(title)}>
          {clipboard.copied ? "Copied" : "Copy"}
        </Button>
      </Group>
    </Panel>
  );
}
