"use client";
import { Button, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Section } from "./section.tsx";

/** The name by which team and staff know the reader. */
export function ProfilePanel({ name }: { name: string }) {
  const [typed, setTyped] = useState(name);
  const router = useRouter();
  // The head of every page shows the name: the server renders it anew.
  const rename = useMutation(useTRPC().account.rename.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <Section title="Name">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ name: typed });
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            flex={1}
            miw={160}
            label="Name"
            description="As your course knows you"
            autoComplete="name"
            maxLength={100}
            required
            withAsterisk={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={rename.isPending} disabled={typed.trim() === ""}>
            Save the name
          </Button>
        </Group>
        {rename.isSuccess && <Notice state="good">The name is changed.</Notice>}
        {rename.error && <Notice state="bad">{rename.error.message}</Notice>}
      </form>
    </Section>
  );
}
