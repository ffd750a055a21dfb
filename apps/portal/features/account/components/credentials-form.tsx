"use client";
import { Button, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Attempt } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";

/** A form that does one thing with an account and then goes elsewhere, or says why it did not. */
export function CredentialsForm({
  label,
  act,
  done,
  children,
}: {
  label: string;
  act: (fields: FormData) => Promise<Attempt>;
  done: () => void;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const attempt = await act(new FormData(event.currentTarget));
    setMessage(attempt.ok ? null : attempt.message);
    setBusy(false);
    if (attempt.ok) done();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {children}
        {message && <Notice state="bad">{message}</Notice>}
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
