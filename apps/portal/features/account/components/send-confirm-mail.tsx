"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { type Attempt, askConfirmMail } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";

/** Sends the mail that confirms an address again. */
export function SendConfirmMail({ email }: { email: string }) {
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  if (attempt?.ok) return <Notice state="good">A mail is on its way to {email}. Its link is good for 24 hours.</Notice>;
  const send = async () => {
    setBusy(true);
    setAttempt(await askConfirmMail(email));
    setBusy(false);
  };
  return (
    <>
      {attempt && <Notice state="bad">{attempt.message}</Notice>}
      <Button variant="default" loading={busy} onClick={() => void send()}>
        Send the mail again
      </Button>
    </>
  );
}
