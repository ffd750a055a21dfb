"use client";
import { Stack, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Panel } from "#components/panel.tsx";
import { Written } from "#components/written.tsx";
import { Downloads } from "./downloads.tsx";

/** The lab's text with its mathematics, and everything that can be downloaded. */
export function Handout({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.handout.show.queryOptions({ course }));
  return (
    <Stack gap="lg">
      <article>
        <Written html={data.html} />
      </article>
      <Panel>
        <Title order={2} size="h4" mb="sm" id="downloads">
          Data
        </Title>
        <Downloads files={data.data} nothing="The staff has not prepared the data yet. It will be here for download." />
      </Panel>
      <Panel>
        <Title order={2} size="h4" mb="sm">
          Starter code
        </Title>
        <Downloads files={data.starters} nothing="This lab has no starter code." />
      </Panel>
    </Stack>
  );
}
