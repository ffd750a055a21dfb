"use client";
import { Anchor, PasswordInput, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { changePassword } from "#client/accounts.ts";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { CredentialsForm, field, NewPassword } from "./credentials-form.tsx";
import { Section } from "./section.tsx";

export function PasswordPanel({ hasPassword }: { hasPassword: boolean }) {
  return <Section title="Password">{hasPassword ? <Change /> : <SetFirst />}</Section>;
}

function Change() {
  const [changed, setChanged] = useState(false);
  const trpc = useTRPC();
  const client = useQueryClient();
  const done = () => {
    setChanged(true);
    void client.invalidateQueries(trpc.account.settings.queryFilter());
  };
  return (
    <CredentialsForm
      label="Change the password"
      act={(fields) => changePassword({ currentPassword: field(fields, "current"), newPassword: field(fields, "new") })}
      done={done}
    >
      <PasswordInput
        name="current"
        label="Present password"
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <NewPassword name="new" label="New password" />
      {changed && <Notice state="good">The password is changed. All other devices are signed out.</Notice>}
    </CredentialsForm>
  );
}

function SetFirst() {
  return (
    <Text>
      You have no password: you sign in with your university.{" "}
      <Anchor component={Link} href="/account/reset" underline="always">
        Set one by mail
      </Anchor>
    </Text>
  );
}
