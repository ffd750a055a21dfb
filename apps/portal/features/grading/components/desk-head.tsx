"use client";
import { Anchor, Button, Group, Stack } from "@mantine/core";
import Link from "next/link";
import { formatSpan } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { When } from "#components/when.tsx";
import classes from "./desk.module.css";
import type { DeskState } from "./use-desk.ts";
import { useVisit } from "./use-visit.ts";

/** Which hand-in this is, the way to its neighbours, and who else has it open. */
export function DeskHead({ desk, onHelp }: { desk: DeskState; onHelp: () => void }) {
  const { data, go, course } = desk;
  const { handIn, place, of } = data;
  const late = handIn.submittedAt.getTime() - handIn.deadline.getTime();
  const lead = (
    <>
      {`${place} of ${of} in your order. Handed in `}
      <When at={handIn.submittedAt} zone={data.course.timeZone} weekday={false} />
      {late > 0 ? `, ${formatSpan(late)} after the deadline. ` : ". "}
      <Anchor component={Link} href={`/c/${course}/staff/grading`}>
        All hand-ins
      </Anchor>
    </>
  );
  return (
    <>
      <div className={classes.head}>
        <PageTitle lead={lead}>{handIn.title}</PageTitle>
        <Group gap="xs">
          <Button variant="default" size="compact-md" disabled={!data.previous} onClick={() => void go(data.previous)}>
            Previous (k)
          </Button>
          <Button variant="default" size="compact-md" disabled={!data.next} onClick={() => void go(data.next)}>
            Next (j)
          </Button>
          <Button variant="default" size="compact-md" onClick={onHelp}>
            Keys (?)
          </Button>
        </Group>
      </div>
      <Others desk={desk} />
    </>
  );
}

/** Two graders on one hand-in are told before they clash. */
function Others({ desk: { course, data, drafts } }: { desk: DeskState }) {
  const { others, versions } = useVisit(course, data.handIn.id, data.others);
  const moved = data.parts.filter(({ id }) => (versions[id] ?? 0) > (drafts.drafts.get(id)?.version ?? 0));
  return (
    <Stack gap="xs" mb="md">
      {others.map(({ name, since }) => (
        <Notice key={name} state="waiting">
          {`${name} has this hand-in open too, for ${formatSpan(Date.now() - since.getTime())}. If both of you save, both versions are kept until one is chosen.`}
        </Notice>
      ))}
      {moved.length > 0 && (
        <Notice state="bad">
          {`Somebody else has saved ${moved.map(({ title }) => title).join(", ")} since you opened it. Your next save shows both versions.`}
        </Notice>
      )}
      {data.handIn.replaced && <Notice state="bad">The team has handed in anew since: this one does not count.</Notice>}
    </Stack>
  );
}
