"use client";
import { Anchor, Container, Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { PageTitle } from "#components/page-title.tsx";
import { ClientLines } from "./client-lines.tsx";
import { CreateToken } from "./create-token.tsx";
import { NewToken } from "./new-token.tsx";
import { TokenList } from "./token-list.tsx";

/** Make a token, see it once with the lines that use it, and end those that are not needed any more. */
export function TokensPage() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.tokens.list.queryOptions());
  // In the memory of this page only: whoever reloads it sees the placeholder.
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Container size={760} px={0}>
      <PageTitle
        lead={
          <>
            For the official <code>kaggle</code> command and programs of your own, which then act for you.{" "}
            <Anchor component={Link} href="/account" underline="always">
              Back to the account
            </Anchor>
          </>
        }
      >
        API tokens
      </PageTitle>
      <Stack gap="lg">
        {secret === null ? (
          <CreateToken courses={data.courses} onMade={setSecret} />
        ) : (
          <NewToken secret={secret} onDone={() => setSecret(null)} />
        )}
        <ClientLines url={data.url} email={data.email} courses={data.courses} secret={secret} />
        <TokenList tokens={data.tokens} now={data.now} />
      </Stack>
    </Container>
  );
}
