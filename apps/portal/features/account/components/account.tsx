"use client";
import { Button, Container, Group, PasswordInput, Text, Title } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { changePassword, leave } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field } from "./credentials-form.tsx";

export function Account({ person }: { person: { name: string; email: string } }) {
  const [changed, setChanged] = useState(false);
  return (
    <Container size={480} px={0}>
      <PageTitle>Account</PageTitle>
      <Panel mb="lg">
        <Group justify="space-between" gap="md">
          <div>
            <Text fw={600}>{person.name}</Text>
            <Text c="dimmed">{person.email}</Text>
          </div>
          <Button variant="default" onClick={() => void leave()}>
            Sign out
          </Button>
        </Group>
      </Panel>
      <Panel mb="lg">
        <Title order={2} size="h4" mb={4}>
          API tokens
        </Title>
        <Text mb="sm">For the kaggle command and programs of your own.</Text>
        <Button component={Link} href="/account/api" variant="default">
          Tokens and client lines
        </Button>
      </Panel>
      <Panel>
        <Title order={2} size="h4" mb="sm">
          Change the password
        </Title>
        <CredentialsForm
          label="Change the password"
          act={(fields) =>
            changePassword({ currentPassword: field(fields, "current"), newPassword: field(fields, "new") })
          }
          done={() => setChanged(true)}
        >
          <PasswordInput
            name="current"
            label="Present password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="new"
            label="New password"
            description="At least 10 characters"
            autoComplete="new-password"
            minLength={10}
            required
            withAsterisk={false}
          />
          {changed && <Notice state="good">The password is changed. All other devices are signed out.</Notice>}
        </CredentialsForm>
      </Panel>
    </Container>
  );
}
