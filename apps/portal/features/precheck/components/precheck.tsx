"use client";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Countdown } from "#components/countdown.tsx";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import { RerunReport } from "#features/result/components/rerun-report.tsx";
import type { PrecheckTriesView, PrecheckView } from "../view.ts";
import { Findings } from "./findings.tsx";
import { PrecheckProgress } from "./precheck-progress.tsx";

/** What the grader will see, shown before anything is handed in. */
export function Precheck({ course }: { course: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.precheck.show.queryOptions({ course }));
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.precheck.pathKey() });
  const ask = useMutation(trpc.precheck.ask.mutationOptions({ onSuccess: refresh }));
  if (!data) return null;
  const { latest, refusal, tries, now } = data;
  const moving = latest?.state === "waiting" || latest?.state === "running";
  const refused = ask.data?.ok === false ? ask.data.message : ask.error?.message;
  return (
    <Panel>
      <Title order={2} size="h4" mb={4}>
        Pre-check
      </Title>
      <Text mb="sm" maw="70ch">
        Runs your script in the grader’s sandbox on the test data, reads the report and tries the links, without handing
        anything in. It compares with your own entry and computes no score.
      </Text>
      <Stack gap="md">
        <Group gap="md">
          <Button
            variant="light"
            onClick={() => ask.mutate({ course })}
            loading={ask.isPending}
            disabled={refusal !== null || moving}
          >
            {latest ? "Check again" : "Check before handing in"}
          </Button>
          <Text size="sm" c="dimmed" className="tabular">
            <Left tries={tries} now={now} zone={data.course.timeZone} />
          </Text>
        </Group>
        {refusal && !moving && (
          <Text size="sm" c="dimmed">
            {refusal.message}
          </Text>
        )}
        {refused && <Notice state="bad">{refused}</Notice>}
        {latest && moving && <PrecheckProgress course={course} precheck={latest} serverNow={now} />}
        {latest && !moving && <Outcome course={course} precheck={latest} zone={data.course.timeZone} />}
      </Stack>
    </Panel>
  );
}

function Left({ tries, now, zone }: { tries: PrecheckTriesView; now: Date; zone: string }) {
  return (
    <>
      {`${tries.left} of ${countOf(tries.allowed, "pre-check")} left today`}
      {tries.left < tries.allowed && (
        <>
          ; new ones <When at={tries.nextAt} zone={zone} /> (
          <Countdown until={tries.nextAt} serverNow={now} past="now" />)
        </>
      )}
    </>
  );
}

function Outcome({ course, precheck, zone }: { course: string; precheck: PrecheckView; zone: string }) {
  const { state, findings, rerun, stale, by, askedAt, check } = precheck;
  if (state === "faulted")
    return (
      <Notice state="fault" title="Our fault.">
        {check?.reason ?? "The pre-check failed on our side."} It does not count against your pre-checks of today.
      </Notice>
    );
  if (state === "cancelled")
    return <Notice state="waiting">The pre-check was cancelled. One that had not begun does not count.</Notice>;
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        <When at={askedAt} zone={zone} />
        {by && `, asked for by ${by}`}
      </Text>
      {stale && (
        <Notice state="waiting" title="Something has changed since.">
          This was found on other files, another link or another final entry than you have now. Check again.
        </Notice>
      )}
      <Findings findings={findings} />
      {rerun && (
        <details>
          <summary>The run in detail: log, rows that differ, time and memory</summary>
          <Stack gap="md" mt="md">
            <RerunReport course={course} rerun={rerun} zone={zone} comparedWithFinal={precheck.comparedWithFinal} />
          </Stack>
        </details>
      )}
    </div>
  );
}
