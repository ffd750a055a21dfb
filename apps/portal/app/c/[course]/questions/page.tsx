import type { Metadata } from "next";
import { QuestionsPage } from "#features/questions/components/questions-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Questions" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.questions.list.queryOptions({ course, text: "" })]}>
      <QuestionsPage course={course} />
    </Prefetched>
  );
}
