import { answerFile } from "#server/files/answer-file.ts";

export const dynamic = "force-dynamic";

interface Place {
  params: Promise<{ course: string; path: string[] }>;
}

export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { course, path } = await params;
  return answerFile(request, course, path);
}
