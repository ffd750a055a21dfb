"use client";
import { TextInput } from "@mantine/core";
import { claimOwnership, signIn } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { CredentialsForm, field, NewPassword } from "./credentials-form.tsx";
import { Narrow } from "./narrow.tsx";
import { OwnName } from "./register.tsx";
import { useLinkToken } from "./use-link-token.ts";

/** Where the one-time link of the first start leads. `email` of whoever is signed in. */
export function Owner({ email }: { email: string | null }) {
  const token = useLinkToken();
  return (
    <Narrow title="Set up the owner" lead="Who owns the portal makes courses and gives people their roles.">
      {token === "" && (
        <Notice state="bad">
          The link is not whole. Copy the line that “gradmark serve” printed, with all its characters.
        </Notice>
      )}
      <Panel mt="md">
        {email === null ? <NewOwner token={token ?? ""} /> : <KnownOwner token={token ?? ""} email={email} />}
      </Panel>
    </Narrow>
  );
}

function NewOwner({ token }: { token: string }) {
  const create = async (fields: FormData) => {
    const [email, password] = [field(fields, "email"), field(fields, "password")];
    const claimed = await claimOwnership(token, { name: field(fields, "name"), email, password });
    return claimed.ok ? signIn({ email, password }) : claimed;
  };
  return (
    <CredentialsForm label="Become the owner" act={create} done={() => window.location.assign("/")}>
      <OwnName />
      <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
      <NewPassword />
    </CredentialsForm>
  );
}

function KnownOwner({ token, email }: { token: string; email: string }) {
  return (
    <CredentialsForm
      label={`Make ${email} the owner`}
      act={() => claimOwnership(token, null)}
      done={() => window.location.assign("/")}
    >
      <Notice state="waiting">You are signed in as {email}. This account becomes the owner of the portal.</Notice>
    </CredentialsForm>
  );
}
