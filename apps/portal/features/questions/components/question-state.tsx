import { StateBadge } from "#components/state-badge.tsx";
import type { QuestionCard } from "../view.ts";

/** How far a question is, by icon and word. */
export function QuestionState({ state }: { state: QuestionCard["state"] }) {
  if (state === "open") return <StateBadge state="waiting">Waiting</StateBadge>;
  return <StateBadge state="good">{state === "answered" ? "Answered" : "Answered elsewhere"}</StateBadge>;
}
