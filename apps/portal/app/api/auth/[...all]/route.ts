import { answerAuth } from "#server/answer-auth.ts";

export const dynamic = "force-dynamic";
export const GET = answerAuth;
export const POST = answerAuth;
