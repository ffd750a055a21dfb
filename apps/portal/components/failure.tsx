"use client";
import { Button, Stack } from "@mantine/core";
import { Notice } from "./notice.tsx";
import { PageTitle } from "./page-title.tsx";

/** A page of ours failed. What failed stands in the server's log, under `digest`. */
export function Failure({ digest, retry }: { digest: string | null; retry: () => void }) {
  return (
    <Stack align="flex-start">
      <PageTitle>This page could not be shown</PageTitle>
      <Notice state="fault" title="Our fault">
        Nothing of yours was lost. Try again; if it stays, tell the staff{digest ? ` this number: ${digest}` : ""}.
      </Notice>
      <Button onClick={retry}>Try again</Button>
    </Stack>
  );
}
