import type { RerunOutcome } from "@gradmark/contract";
import type { Shown } from "#components/state-badge.tsx";

/** Every outcome as one of the five states, with the word that people read. */
export const outcomeWords: Record<RerunOutcome, { state: Shown; word: string }> = {
  reproduced: { state: "good", word: "Reproduced." },
  "within-tolerance": { state: "good", word: "Within tolerance." },
  differs: { state: "bad", word: "Differs." },
  rejected: { state: "bad", word: "Rejected." },
  produced: { state: "good", word: "It runs." },
  faulted: { state: "fault", word: "Our fault." },
};
