import { answerPieces } from "#server/upload/answer-pieces.ts";

export const dynamic = "force-dynamic";
export const POST = answerPieces;
export const PATCH = answerPieces;
export const HEAD = answerPieces;
export const DELETE = answerPieces;
