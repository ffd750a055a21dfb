"use client";
import { Button, Container, Group, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { leave } from "#client/accounts.ts";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { EmailPanel } from "./email-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { ProfilePanel } from "./profile-panel.tsx";
import { Section } from "./section.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { UniversityPanel } from "./university-panel.tsx";

/** `problem`: what the university's service came back with. */
export function Account({ problem }: { problem?: string | undefined }) {
  const { data } = useSuspenseQuery(useTRPC().account.settings.queryOptions());
  return (
    <Container size={560} px={0}>
      <Group justify="space-between" align="flex-start">
        <PageTitle>Account</PageTitle>
        <Button variant="default" onClick={() => void leave()}>
          Sign out
        </Button>
      </Group>
      <Stack gap="lg">
        {problem && <Notice state="bad">{problem}</Notice>}
        <ProfilePanel name={data.name} />
        <EmailPanel email={data.email} confirmed={data.confirmed} mail={data.mail} />
        {data.university && <UniversityPanel {...data.university} />}
        <SessionsPanel sessions={data.sessions} now={data.now} />
        <Section title="API tokens">
          <Text mb="sm">For the kaggle command and programs of your own.</Text>
          <Button component={Link} href="/account/api" variant="default">
            Tokens and client lines
          </Button>
        </Section>
        <Section title="Notices">
          <Text mb="sm">What you are told, and whether by mail too.</Text>
          <Button component={Link} href="/account/notices" variant="default">
            Notices and mails
          </Button>
        </Section>
        <PasswordPanel hasPassword={data.hasPassword} />
      </Stack>
    </Container>
  );
}
