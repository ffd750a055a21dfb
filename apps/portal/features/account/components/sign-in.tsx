"use client";
import { Anchor, Container, PasswordInput, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { signIn } from "#client/accounts.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field } from "./credentials-form.tsx";

export function SignIn({ next }: { next: string }) {
  return (
    <Container size={420} px={0} pt={{ base: 0, sm: "xl" }}>
      <PageTitle>Sign in</PageTitle>
      <Panel>
        <CredentialsForm
          label="Sign in"
          act={(fields) => signIn({ email: field(fields, "email"), password: field(fields, "password") })}
          done={() => window.location.assign(next)}
        >
          <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
          <PasswordInput
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
        </CredentialsForm>
      </Panel>
      <Text mt="md" ta="center">
        No account yet?{" "}
        <Anchor component={Link} href={`/register?next=${encodeURIComponent(next)}`} underline="always">
          Register
        </Anchor>
      </Text>
    </Container>
  );
}
