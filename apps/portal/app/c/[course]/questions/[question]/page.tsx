import type { Metadata } from "next";
import { QuestionPage } from "#features/questions/components/question-page.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Question" };

export default async function Page({ params }: { params: Promise<{ course: string; question: string }> }) {
  const { course, question } = await params;
  return (
    <Prefetched ask={(trpc) => [trpc.questions.show.queryOptions({ course, question })]}>
      <QuestionPage course={course} question={question} />
    </Prefetched>
  );
}
