"use client";
import { Button, Group, NativeSelect, Radio, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { lifetimes } from "../view.ts";

interface Props {
  courses: readonly { slug: string; name: string }[];
  onMade: (secret: string) => void;
}

export function CreateToken({ courses, onMade }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<string | null>(null);
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: async (made) => {
        if (!made.ok) return setRefused(made.message);
        onMade(made.secret);
        await queries.invalidateQueries();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setRefused(null);
    create.mutate({
      name: field(fields, "name"),
      scope: field(fields, "scope") === "read" ? "read" : "submit",
      course: field(fields, "course") || null,
      days: lifetimes.find((days) => String(days) === field(fields, "days")) ?? 30,
    });
  };
  return (
    <Panel>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            Make a token
          </Title>
          <TextInput
            name="name"
            label="Name"
            description="Where you will use it, so that you know which one to revoke"
            placeholder="laptop"
            maxLength={60}
            pattern=".*\S.*"
            title="At least one letter"
            required
            withAsterisk={false}
          />
          <Limits courses={courses} />
          {refused && <Notice state="bad">{refused}</Notice>}
          {create.error && <Notice state="fault">{create.error.message}</Notice>}
          <Button type="submit" loading={create.isPending}>
            Make the token
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}

/** What the token may do, where, and for how long. */
function Limits({ courses }: Pick<Props, "courses">) {
  return (
    <>
      <Radio.Group name="scope" label="It may" defaultValue="submit">
        <Stack gap="xs" mt={6}>
          <Radio value="submit" label="Read, and submit entries for my team" />
          <Radio value="read" label="Only read: files, entries, board" />
        </Stack>
      </Radio.Group>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <NativeSelect
          name="course"
          label="Courses"
          data={[
            { value: "", label: "All my courses" },
            ...courses.map(({ slug, name }) => ({ value: slug, label: `Only ${name}` })),
          ]}
        />
        <NativeSelect
          name="days"
          label="Expires after"
          defaultValue="90"
          data={lifetimes.map((days) => ({ value: String(days), label: countOf(days, "day") }))}
        />
      </Group>
    </>
  );
}

function field(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}
