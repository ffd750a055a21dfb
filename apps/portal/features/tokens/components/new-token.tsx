"use client";
import { Button, Code, Group, Text } from "@mantine/core";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { Copy } from "./copy.tsx";

/** The one time that a token is shown. */
export function NewToken({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <Panel>
      <Notice state="good" title="Your token is made">
        <Text>
          Copy it now, or the lines below that hold it. It is shown this once; the portal keeps only a hash of it.
        </Text>
      </Notice>
      <Code block fz="md" mt="md" data-testid="secret" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
        {secret}
      </Code>
      <Group mt="sm" gap="xs">
        <Copy value={secret} label="Copy the token" primary />
        <Button variant="default" onClick={onDone}>
          I have it
        </Button>
      </Group>
    </Panel>
  );
}
