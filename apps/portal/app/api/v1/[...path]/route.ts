import { answerKaggle } from "#server/kaggle/answer-kaggle.ts";

export const dynamic = "force-dynamic";
export const GET = answerKaggle;
export const POST = answerKaggle;
export const PUT = answerKaggle;
