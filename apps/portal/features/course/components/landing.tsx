"use client";
import { Button, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import type { MyCourse } from "../view.ts";
import { Dates } from "./dates.tsx";
import { OtherCourses } from "./other-courses.tsx";

/** What is open; for whoever is signed in, own courses and what comes next. */
export function Landing() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.course.list.queryOptions());
  const { data: account } = useSuspenseQuery(trpc.account.show.queryOptions());
  const { person } = account;
  return (
    <>
      <PageTitle
        lead={
          person
            ? undefined
            : "Labs with gradients, a competition and a hand-in, graded by machine where a machine can tell, and by people where it cannot."
        }
      >
        {person ? `Hello, ${person.name}` : "Deep-learning labs"}
      </PageTitle>
      <Stack gap="xl">
        {person && <MyCourses courses={data.mine} now={data.now} />}
        <OtherCourses courses={data.others} now={data.now} signedIn={person !== null} mine={data.mine.length} />
      </Stack>
    </>
  );
}

function MyCourses({ courses, now }: { courses: MyCourse[]; now: Date }) {
  if (courses.length === 0)
    return (
      <Notice state="waiting">
        You are in no course yet. Join one below; your team and your next step will be here.
      </Notice>
    );
  return (
    <section aria-labelledby="mine">
      <Title order={2} id="mine" size="h3" mb="sm">
        My courses
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {courses.map((course) => (
          <Panel key={course.slug}>
            <Title order={3} size="h4">
              {course.name}
            </Title>
            <Text c="dimmed">
              {course.title}
              {course.team && ` · ${course.team}`}
            </Text>
            <Dates course={course} now={now} />
            {course.next && (
              <Text mt="sm">
                Next: {course.next.title}. {course.next.detail}
              </Text>
            )}
            <Button component={Link} href={course.next?.href ?? `/c/${course.slug}`} mt="md">
              {course.next ? course.next.title : "Open"}
            </Button>
            {course.next && (
              <Button component={Link} href={`/c/${course.slug}`} mt="md" ml="xs" variant="subtle">
                Overview
              </Button>
            )}
          </Panel>
        ))}
      </SimpleGrid>
    </section>
  );
}
