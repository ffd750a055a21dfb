import { answerBoard } from "#server/board/answer-board.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ course: string }> }): Promise<Response> {
  const { course } = await params;
  return answerBoard(request, course);
}
