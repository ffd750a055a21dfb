import { answerTrpc } from "#server/answer-trpc.ts";

export const dynamic = "force-dynamic";
export const GET = answerTrpc;
export const POST = answerTrpc;
