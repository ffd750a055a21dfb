"use client";
import { Anchor, TextInput } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { askResetMail, setPassword } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field, NewPassword } from "./credentials-form.tsx";
import { Narrow } from "./narrow.tsx";
import { useLinkToken } from "./use-link-token.ts";

/** Asks for the mail, and, where the link of that mail leads, for the new password. */
export function Reset({ mail }: { mail: "smtp" | "files" }) {
  const token = useLinkToken();
  return token ? <ChooseNew token={token} /> : <AskForMail mail={mail} />;
}

function AskForMail({ mail }: { mail: "smtp" | "files" }) {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Narrow title="Set a new password" lead="By a link in a mail to your address.">
      {mail === "files" && (
        <Notice state="waiting">
          This portal sends no mails yet: they are written into a folder that only its operator reads. Ask the staff for
          the link.
        </Notice>
      )}
      <Panel mt="md">
        {asked === null ? (
          <CredentialsForm
            label="Send the mail"
            act={(fields) => askResetMail(field(fields, "email"))}
            done={(_, fields) => setAsked(field(fields, "email"))}
          >
            <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
          </CredentialsForm>
        ) : (
          <Notice state="good">
            If {asked} has an account, a mail with a link is on its way. The link is good for 1 hour. If nothing comes,
            look in the folder for spam, or register.
          </Notice>
        )}
      </Panel>
    </Narrow>
  );
}

function ChooseNew({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  return (
    <Narrow title="Choose a new password" lead="All devices are signed out then.">
      <Panel>
        {done ? (
          <Notice state="good">
            The password is changed.{" "}
            <Anchor component={Link} href="/sign-in" underline="always">
              Sign in with it
            </Anchor>
          </Notice>
        ) : (
          <CredentialsForm
            label="Set the password"
            act={(fields) => setPassword({ token, newPassword: field(fields, "password") })}
            done={() => setDone(true)}
          >
            <NewPassword label="New password" />
          </CredentialsForm>
        )}
      </Panel>
    </Narrow>
  );
}
