"use client";
import { Button, CopyButton } from "@mantine/core";
import { Icon } from "#components/icons.tsx";

export function Copy({ value, label, primary = false }: { value: string; label: string; primary?: boolean }) {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button variant={primary ? "filled" : "default"} leftSection={<Icon name="copy" />} onClick={copy}>
          {copied ? "Copied" : label}
        </Button>
      )}
    </CopyButton>
  );
}
