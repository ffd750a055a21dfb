"use client";
import { Anchor, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { TriesLeft } from "./tries-left.tsx";
import { UploadEntry } from "./upload-entry.tsx";

/** Drop a predictions file, see what is in it, then use a try. */
export function SubmitPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.submit.show.queryOptions({ course }));
  return (
    <>
      <PageTitle lead="Your browser checks the file first. Only “Upload” uses a try.">Submit predictions</PageTitle>
      <Stack gap="lg">
        {data.team === null && (
          <Notice state="waiting" title="You are in no team yet">
            <Text>
              Entries belong to teams.{" "}
              <Anchor component={Link} href={`/c/${course}/team`} underline="always">
                Create or join a team
              </Anchor>{" "}
              first. You can check a file here all the same.
            </Text>
          </Notice>
        )}
        {data.tries && <TriesLeft tries={data.tries} course={data.course} now={data.now} />}
        {data.refusal && <Notice state="waiting">{data.refusal.message}</Notice>}
        <UploadEntry
          course={course}
          zone={data.course.timeZone}
          mayUpload={data.team !== null && data.refusal === null}
          maxBytes={data.maxBytes}
        />
      </Stack>
    </>
  );
}
