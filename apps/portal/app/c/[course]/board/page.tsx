import type { Metadata } from "next";
import { Board } from "#features/board/components/board.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export const metadata: Metadata = { title: "Board" };

export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const { course } = await params;
  return (
    <Prefetched
      ask={(trpc) => [
        trpc.board.show.queryOptions({ course, top: 50, search: "" }),
        trpc.board.history.queryOptions({ course }),
      ]}
    >
      <Board course={course} />
    </Prefetched>
  );
}
