"use client";
import { Button, PasswordInput, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Attempt } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";

/** A form that does one thing with an account and then goes elsewhere, or says why it did not. */
export function CredentialsForm({
  label,
  act,
  done,
  failed,
  children,
}: {
  label: string;
  act: (fields: FormData) => Promise<Attempt>;
  done: (attempt: Attempt & { ok: true }, fields: FormData) => void;
  /** What to offer beside the sentence when it did not work. */
  failed?: (code: string) => ReactNode;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<(Attempt & { ok: false }) | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    const attempt = await act(fields);
    setRefusal(attempt.ok ? null : attempt);
    setBusy(false);
    if (attempt.ok) done(attempt, fields);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {children}
        {refusal && <Notice state="bad">{refusal.message}</Notice>}
        {refusal && failed?.(refusal.code)}
        <Button type="submit" loading={busy} fullWidth size="md">
          {label}
        </Button>
      </Stack>
    </form>
  );
}

export function field(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

/** A password that is chosen now. */
export function NewPassword({ name = "password", label = "Password" }: { name?: string; label?: string }) {
  return (
    <PasswordInput
      name={name}
      label={label}
      description="At least 10 characters"
      autoComplete="new-password"
      minLength={10}
      maxLength={200}
      required
      withAsterisk={false}
    />
  );
}
