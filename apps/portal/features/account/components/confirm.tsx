"use client";
import { Anchor, Button, Stack } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { type Attempt, confirmAddress } from "#client/accounts.ts";
import { Notice } from "#components/notice.tsx";
import { Narrow } from "./narrow.tsx";
import { useLinkToken } from "./use-link-token.ts";

/** Where the link of a mail leads: a press of the button confirms, so that a scanner of mails does not. */
export function Confirm() {
  const token = useLinkToken();
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const confirm = async () => {
    setBusy(true);
    setAttempt(await confirmAddress(token ?? ""));
    setBusy(false);
  };
  if (attempt?.ok) return <Confirmed done={attempt.answer.done ?? "confirmed"} />;
  return (
    <Narrow title="Confirm your address" lead="You opened the link of a mail. Is the address yours?">
      <Stack>
        {token === "" && (
          <Notice state="bad">The link is not whole. Copy it from the mail with all its characters.</Notice>
        )}
        {attempt && <Notice state="bad">{attempt.message}</Notice>}
        <Button size="md" fullWidth disabled={!token} loading={busy} onClick={() => void confirm()}>
          Yes, it is mine
        </Button>
        {attempt && (
          <Anchor component={Link} href="/account" underline="always">
            Ask for a new mail on the page “Account”
          </Anchor>
        )}
      </Stack>
    </Narrow>
  );
}

function Confirmed({ done }: { done: "confirmed" | "changed" | "allowed" }) {
  return (
    <Narrow title={done === "allowed" ? "One more mail" : "Confirmed"}>
      <Stack>
        <Notice state={done === "allowed" ? "waiting" : "good"}>{sentences[done]}</Notice>
        {/* A full load: the session is new to every page. */}
        <Button component="a" href={done === "confirmed" ? "/" : "/account"} size="md" fullWidth>
          {done === "confirmed" ? "To my courses" : "To my account"}
        </Button>
      </Stack>
    </Narrow>
  );
}

const sentences = {
  confirmed: "The address is yours. You can sign in with it.",
  changed: "Your account has its new address. Sign in with it from now on.",
  allowed: "A mail is on its way to the new address. Open its link in this browser, and your account has the address.",
};
