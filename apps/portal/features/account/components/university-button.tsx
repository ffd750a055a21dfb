"use client";
import { Button, Divider } from "@mantine/core";
import { useState } from "react";
import { goToUniversity } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";

/** A university's name may be longer than a phone is wide. */
const wrapping = { h: "auto", mih: 42, py: 8, styles: { label: { whiteSpace: "normal" } } } as const;

/** The way in by the university's sign-in service, above that by password. */
export function UniversityButton({ label, next }: { label: string; next: string }) {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const go = async () => {
    setBusy(true);
    const attempt = await goToUniversity({ next });
    // Once the browser is leaving, the button stays busy.
    if (attempt.ok) return;
    setMessage(attempt.message);
    setBusy(false);
  };
  return (
    <>
      <Button size="md" fullWidth loading={busy} onClick={() => void go()} {...wrapping}>
        Sign in with {label}
      </Button>
      {message && <Notice state="bad">{message}</Notice>}
      <Divider label="or with a password" labelPosition="center" />
    </>
  );
}
