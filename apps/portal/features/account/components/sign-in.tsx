"use client";
import { Anchor, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { signIn } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field } from "./credentials-form.tsx";
import { Narrow } from "./narrow.tsx";
import { SendConfirmMail } from "./send-confirm-mail.tsx";
import { UniversityButton } from "./university-button.tsx";

export function SignIn({
  next,
  university,
  problem,
}: {
  next: string;
  university: string | null;
  problem?: string | undefined;
}) {
  const [email, setEmail] = useState("");
  return (
    <Narrow title="Sign in">
      <Stack>
        {problem && <Notice state="bad">{problem}</Notice>}
        {university !== null && <UniversityButton label={university} next={next} />}
        <Panel>
          <CredentialsForm
            label="Sign in"
            act={(fields) => signIn({ email: field(fields, "email"), password: field(fields, "password") })}
            done={() => window.location.assign(next)}
            failed={(code) => code === "EMAIL_NOT_VERIFIED" && <SendConfirmMail email={email} />}
          >
            <TextInput
              name="email"
              type="email"
              label="E-mail"
              autoComplete="username"
              onChange={(event) => setEmail(event.currentTarget.value)}
              required
              withAsterisk={false}
            />
            <PasswordInput
              name="password"
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
            />
          </CredentialsForm>
        </Panel>
      </Stack>
      <Text mt="md" ta="center">
        <Anchor component={Link} href="/account/reset" underline="always">
          Forgotten the password
        </Anchor>
      </Text>
      <Text mt="xs" ta="center">
        No account yet?{" "}
        <Anchor component={Link} href={`/register?next=${encodeURIComponent(next)}`} underline="always">
          Register
        </Anchor>
      </Text>
    </Narrow>
  );
}
