"use client";
import { Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { NameCheck } from "./name-check.tsx";

/** A new team; its name is checked byte by byte while it is typed, and again when it is created. */
export function CreateTeam({ course }: { course: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState("");
  const [asked] = useDebouncedValue(name, 250);
  const check = useQuery(
    trpc.team.checkName.queryOptions(
      { course, name: asked },
      { enabled: asked !== "", placeholderData: keepPreviousData },
    ),
  );
  const create = useMutation(
    trpc.team.create.mutationOptions({
      onSuccess: async ({ ok }) => {
        if (!ok) return;
        await queries.invalidateQueries();
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ course, name });
  };
  const refused = create.data && !create.data.ok && create.data.refusal !== "bad-name" ? create.data.message : null;
  return (
    <Panel>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            Create a team
          </Title>
          <NameField name={name} onChange={setName} />
          <div id="name-check" aria-live="polite">
            {name === "" ? (
              <Text c="dimmed" fz="sm">
                The check appears here while you type.
              </Text>
            ) : (
              check.data && <NameCheck check={check.data} name={asked} onUse={setName} />
            )}
          </div>
          {refused && <Notice state="bad">{refused}</Notice>}
          {create.error && <Notice state="fault">{create.error.message}</Notice>}
          <Button type="submit" loading={create.isPending} disabled={check.data?.ok === false && asked === name}>
            Create the team
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  return (
    <TextInput
      label="Team name"
      description="Must equal the name in the competition byte for byte: capital letters, spaces and accents count."
      value={name}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={1000}
      autoComplete="off"
      spellCheck={false}
      aria-describedby="name-check"
      required
      withAsterisk={false}
    />
  );
}
