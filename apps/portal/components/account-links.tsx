"use client";
import { Button, Group, Text } from "@mantine/core";
import Link from "next/link";
import { leave } from "#client/accounts.ts";
import classes from "./frame.module.css";

/** Who is signed in, and the way out. */
export function AccountLinks({ name }: { name: string }) {
  return (
    <Group gap={4} wrap="nowrap" miw={0}>
      <Button component={Link} href="/account" variant="subtle" size="sm" px="sm" maw={180} title="Account">
        <Text span truncate fw={600} fz="sm">
          {name}
        </Text>
      </Button>
      <Button variant="subtle" size="sm" px="sm" className={classes.wide} onClick={() => void leave()}>
        Sign out
      </Button>
    </Group>
  );
}
