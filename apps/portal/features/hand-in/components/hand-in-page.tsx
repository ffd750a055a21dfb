"use client";
import { Anchor, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Dates } from "#features/course/components/dates.tsx";
import { Precheck } from "#features/precheck/components/precheck.tsx";
import { CheckList } from "./check-list.tsx";
import { MailTitle } from "./mail-title.tsx";
import { Receipt } from "./receipt.tsx";

/** Script, report and model, file by file; then one button. */
export function HandInPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.handIn.show.queryOptions({ course }));
  const { own, refusal, requirements, mailTitle } = data;
  const zone = data.course.timeZone;
  return (
    <>
      <PageTitle lead="Upload the files one by one; they wait here until you hand them in together. You may hand in again until the deadline: the newest one counts, older ones are kept.">
        Hand in
      </PageTitle>
      <Stack gap="lg">
        <Dates course={data.course} now={data.now} />
        {refusal && <Notice state="waiting">{refusal.message}</Notice>}
        {own === null ? (
          <Notice state="waiting" title="You are in no team yet.">
            <Text>
              A hand-in belongs to a team.{" "}
              <Anchor component={Link} underline="always" href={`/c/${course}/team`}>
                Create or join one
              </Anchor>
              , then hand in here.
            </Text>
          </Notice>
        ) : (
          <>
            {own.receipt && <Receipt course={course} receipt={own.receipt} earlier={own.earlier} zone={zone} />}
            <CheckList
              course={course}
              zone={zone}
              requirements={requirements}
              uploads={own.uploads}
              link={own.link}
              receipt={own.receipt}
              gradients={own.gradients}
              final={own.final}
              closed={refusal !== null}
            />
            <Precheck course={course} />
            {mailTitle && <MailTitle title={mailTitle} />}
          </>
        )}
      </Stack>
    </>
  );
}
