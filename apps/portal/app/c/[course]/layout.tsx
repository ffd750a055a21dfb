import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CourseFrame } from "#features/course/components/course-frame.tsx";
import { viewCourse } from "#features/course/view.ts";
import { openPage } from "#server/prefetched.tsx";
import { optionalMemberOf } from "#server/trpc.ts";

export default async function Layout({
  params,
  children,
}: {
  params: Promise<{ course: string }>;
  children: ReactNode;
}) {
  const { course } = await params;
  const { ctx } = await openPage();
  if (!ctx.person) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-here") ?? "/")}`);
  const member = optionalMemberOf(ctx, course);
  if (!member) notFound();
  return (
    <CourseFrame
      course={viewCourse(member.course)}
      team={member.team?.name ?? null}
      isStaff={member.role !== "student"}
    >
      {children}
    </CourseFrame>
  );
}
