"use client";
import { Button, Group } from "@mantine/core";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { AccountLinks } from "./account-links.tsx";
import classes from "./frame.module.css";
import { Logo } from "./logo.tsx";

/** Head and body of every page. */
export function Frame({
  person,
  bell,
  children,
}: {
  person: { name: string } | null;
  /** What stands beside the name of whoever is signed in. */
  bell: ReactNode;
  children: ReactNode;
}) {
  const here = usePathname();
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link href="/" className={classes.brand}>
            <Logo />
            Gradmark
          </Link>
          {person ? (
            <Group gap={4} wrap="nowrap" miw={0}>
              {bell}
              <AccountLinks name={person.name} />
            </Group>
          ) : (
            <Group gap="xs" wrap="nowrap">
              {here !== "/sign-in" && (
                <Button component={Link} href="/sign-in" variant="subtle" size="sm" px="sm">
                  Sign in
                </Button>
              )}
              {here !== "/register" && (
                <Button component={Link} href="/register" variant="light" size="sm" px="sm" className={classes.wide}>
                  Register
                </Button>
              )}
            </Group>
          )}
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
