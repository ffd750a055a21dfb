"use client";
import { Button, SimpleGrid, Text, Title } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { OtherCourse } from "../view.ts";
import { Dates } from "./dates.tsx";

/** What the reader could join; those that expect them first. */
export function OtherCourses({
  courses,
  now,
  signedIn,
  mine,
}: {
  courses: OtherCourse[];
  now: Date;
  signedIn: boolean;
  mine: number;
}) {
  if (courses.length === 0 && mine > 0) return null;
  const ordered = [...courses].sort((a, b) => Number(isExpected(b)) - Number(isExpected(a)));
  return (
    <section aria-labelledby="open">
      <Title order={2} id="open" size="h3" mb="sm">
        {signedIn ? "Courses you can join" : "Courses"}
      </Title>
      {courses.length === 0 && (
        <Text c="dimmed">No course is open yet. When the staff opens one, it appears here.</Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {ordered.map((course) => (
          <Panel key={course.slug}>
            <Title order={3} size="h4">
              {course.name}
            </Title>
            <Text c="dimmed">{course.title}</Text>
            <Dates course={course} now={now} />
            <Admission course={course} />
          </Panel>
        ))}
      </SimpleGrid>
    </section>
  );
}

function isExpected({ admission }: OtherCourse): boolean {
  return admission?.onRoster === true;
}

function Admission({ course }: { course: OtherCourse }) {
  const { slug, admission } = course;
  if (admission === null)
    return (
      <Button component={Link} href={`/register?next=${encodeURIComponent("/")}`} mt="md">
        Register to take part
      </Button>
    );
  if (admission.refusal !== null) return <Text mt="md">{admission.refusal}</Text>;
  return (
    <>
      {admission.onRoster && <Text mt="md">You are on the list: join.</Text>}
      <JoinCourse slug={slug} />
    </>
  );
}

function JoinCourse({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  // Until then nobody listens: whoever comes straight from registering and is fast would press in vain.
  const listens = useMounted();
  const join = useMutation(
    trpc.course.join.mutationOptions({ onSuccess: (answer) => answer.ok && router.push(`/c/${slug}`) }),
  );
  return (
    <>
      {join.data?.ok === false && <Notice state="bad">{join.data.message}</Notice>}
      {join.error && <Notice state="bad">{join.error.message}</Notice>}
      <Button mt="md" disabled={!listens} loading={join.isPending} onClick={() => join.mutate({ course: slug })}>
        Join
      </Button>
    </>
  );
}
