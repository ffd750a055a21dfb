"use client";
import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { changeEmail } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { CredentialsForm, field } from "./credentials-form.tsx";
import { Section } from "./section.tsx";
import { SendConfirmMail } from "./send-confirm-mail.tsx";

interface Address {
  email: string;
  confirmed: boolean;
  mail: "smtp" | "files";
}

/** The address, whether it is known to be the reader's, and the way to another one. */
export function EmailPanel({ email, confirmed, mail }: Address) {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Section title="E-mail">
      <Stack>
        <Text style={{ overflowWrap: "anywhere" }}>{email}</Text>
        {confirmed ? (
          <Notice state="good">The address is confirmed.</Notice>
        ) : (
          <Unconfirmed email={email} mail={mail} />
        )}
        {asked === null ? (
          <CredentialsForm
            label="Change the address"
            act={(fields) => changeEmail(field(fields, "new-email"))}
            done={(_, fields) => setAsked(field(fields, "new-email"))}
          >
            <TextInput
              name="new-email"
              type="email"
              label="New address"
              autoComplete="off"
              required
              withAsterisk={false}
            />
          </CredentialsForm>
        ) : (
          <Notice state="waiting">{nextStep({ email, confirmed, mail }, asked)}</Notice>
        )}
      </Stack>
    </Section>
  );
}

function Unconfirmed({ email, mail }: { email: string; mail: "smtp" | "files" }) {
  return (
    <>
      <Notice state="waiting">
        The address is not confirmed. A course that takes only people of its list or of a university needs that.
        {mail === "files" &&
          " This portal sends no mails yet: they are written into a folder that only its operator reads. Ask the staff for the link."}
      </Notice>
      <SendConfirmMail email={email} />
    </>
  );
}

function nextStep({ email, confirmed, mail }: Address, asked: string): string {
  if (!confirmed && mail === "files")
    return `If no other account has it, your address is now ${asked}. Reload the page.`;
  const first = confirmed ? email : asked;
  return `If no other account has ${asked}, a mail is on its way to ${first}. Open its link in this browser; until then nothing changes.`;
}
