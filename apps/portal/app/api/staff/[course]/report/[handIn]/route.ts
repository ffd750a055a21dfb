import { answerReport } from "#server/files/answer-report.ts";

export const dynamic = "force-dynamic";

interface Place {
  params: Promise<{ course: string; handIn: string }>;
}

export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { course, handIn } = await params;
  return answerReport(request, course, handIn);
}
