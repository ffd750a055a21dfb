"use client";
import { Anchor, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { When } from "#components/when.tsx";
import { Feedback } from "#features/feedback/components/feedback.tsx";
import type { ReceiptView } from "#features/hand-in/view.ts";
import { CheckStatus } from "./check-status.tsx";
import { GradeTable } from "./grade-table.tsx";
import { RerunReport } from "./rerun-report.tsx";

/** What became of a hand-in, and the grade with its arithmetic. Without `handIn`, of the one that counts. */
export function ResultPage({ course, handIn: id }: { course: string; handIn?: string }) {
  const trpc = useTRPC();
  const input = { course, ...(id !== undefined && { handIn: id }) };
  const { data } = useSuspenseQuery(trpc.result.show.queryOptions(input));
  const { handIn, grade, team, revealed } = data;
  return (
    <>
      <PageTitle>Result</PageTitle>
      <Stack gap="lg">
        {team === null && <NoTeam course={course} />}
        {team !== null && handIn === null && <NoHandIn course={course} />}
        {handIn && (
          <>
            <Which course={course} receipt={handIn.receipt} zone={data.course.timeZone} />
            <CheckStatus
              course={course}
              state={handIn.receipt.state}
              check={handIn.check}
              serverNow={data.now}
              replaced={handIn.receipt.replaced}
            />
            {handIn.rerun && (
              <RerunReport
                course={course}
                rerun={handIn.rerun}
                zone={data.course.timeZone}
                comparedWithFinal={handIn.comparedWithFinal}
              />
            )}
          </>
        )}
        {grade && <GradeTable grade={grade} revealed={revealed} />}
        {team !== null && !handIn?.receipt.replaced && <Feedback course={course} />}
      </Stack>
    </>
  );
}

function NoTeam({ course }: { course: string }) {
  return (
    <Notice state="waiting" title="You are in no team yet.">
      <Text>
        Results belong to a team.{" "}
        <Anchor component={Link} underline="always" href={`/c/${course}/team`}>
          Create or join one
        </Anchor>{" "}
        first.
      </Text>
    </Notice>
  );
}

function NoHandIn({ course }: { course: string }) {
  return (
    <Notice state="waiting" title="Nothing is handed in yet.">
      <Text>
        The check of your result script appears here after you{" "}
        <Anchor component={Link} underline="always" href={`/c/${course}/hand-in`}>
          hand in
        </Anchor>
        .
      </Text>
    </Notice>
  );
}

function Which({ course, receipt, zone }: { course: string; receipt: ReceiptView; zone: string }) {
  return (
    <Text>
      {"Hand-in of "}
      <When at={receipt.submittedAt} zone={zone} />
      {receipt.replaced && ", replaced by a newer one. "}
      {receipt.replaced && (
        <Anchor component={Link} underline="always" href={`/c/${course}/result`}>
          See the one that counts
        </Anchor>
      )}
    </Text>
  );
}
