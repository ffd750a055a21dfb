"use client";
import { Anchor, Stack, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { register } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field, NewPassword } from "./credentials-form.tsx";
import { Narrow } from "./narrow.tsx";
import { SendConfirmMail } from "./send-confirm-mail.tsx";
import { UniversityButton } from "./university-button.tsx";

export function Register({ next, university }: { next: string; university: string | null }) {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <LookAtMail email={mailedTo} />;
  return (
    <Narrow title="Register" lead="One account for all your courses.">
      <Stack>
        {university !== null && <UniversityButton label={university} next={next} />}
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
            done={({ answer }, fields) =>
              answer.token ? window.location.assign(next) : setMailedTo(field(fields, "email"))
            }
          >
            <OwnName />
            <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
            <NewPassword />
          </CredentialsForm>
        </Panel>
      </Stack>
      <Text mt="md" ta="center">
        You have an account?{" "}
        <Anchor component={Link} href={`/sign-in?next=${encodeURIComponent(next)}`} underline="always">
          Sign in
        </Anchor>
      </Text>
    </Narrow>
  );
}

export function OwnName() {
  return (
    <TextInput
      name="name"
      label="Name"
      description="As your course knows you"
      autoComplete="name"
      maxLength={100}
      required
      withAsterisk={false}
    />
  );
}

/** The same for an address that has an account already: its owner reads in the mail what to do. */
function LookAtMail({ email }: { email: string }) {
  return (
    <Narrow title="Look at your mail">
      <Stack>
        <Notice state="waiting">
          A mail is on its way to {email}. Open its link within 24 hours, and you are signed in. If it does not come,
          look in the folder for spam.
        </Notice>
        <SendConfirmMail email={email} />
      </Stack>
    </Narrow>
  );
}
