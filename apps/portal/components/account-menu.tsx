"use client";
import { Button, Menu, Text } from "@mantine/core";
import Link from "next/link";
import { signOut } from "#client/accounts.ts";

export function AccountMenu({ person }: { person: { name: string; email: string } }) {
  return (
    <Menu position="bottom-end" width={240} keepMounted={false}>
      <Menu.Target>
        <Button variant="subtle" size="sm" px="sm" maw={180}>
          <Text span truncate fw={600} fz="sm">
            {person.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item component={Link} href="/account">
          Account
        </Menu.Item>
        <Menu.Item onClick={leave}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A full load of the start page: nothing of the person stays in the browser's memory. */
async function leave(): Promise<void> {
  await signOut();
  window.location.assign("/");
}
