"use client";
import { Anchor, Container, PasswordInput, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { register } from "#client/accounts.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field } from "./credentials-form.tsx";

export function Register({ next }: { next: string }) {
  return (
    <Container size={420} px={0} pt={{ base: 0, sm: "xl" }}>
      <PageTitle lead="One account for all your courses.">Register</PageTitle>
      <Panel>
        <CredentialsForm
          label="Register"
          act={(fields) =>
            register({
              name: field(fields, "name"),
              email: field(fields, "email"),
              password: field(fields, "password"),
            })
          }
          done={() => window.location.assign(next)}
        >
          <TextInput
            name="name"
            label="Name"
            description="As your course knows you"
            autoComplete="name"
            required
            withAsterisk={false}
          />
          <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
          <PasswordInput
            name="password"
            label="Password"
            description="At least 10 characters"
            autoComplete="new-password"
            minLength={10}
            required
            withAsterisk={false}
          />
        </CredentialsForm>
      </Panel>
      <Text mt="md" ta="center">
        You have an account?{" "}
        <Anchor component={Link} href={`/sign-in?next=${encodeURIComponent(next)}`} underline="always">
          Sign in
        </Anchor>
      </Text>
    </Container>
  );
}
