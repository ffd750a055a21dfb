import { answerUpload } from "#server/upload/answer-upload.ts";

export const dynamic = "force-dynamic";
export const POST = answerUpload;
