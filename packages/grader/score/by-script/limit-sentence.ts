import type { LimitName } from "@gradmark/contract";

const sentences: Readonly<Record<LimitName, string>> = {
  wall: "ran longer than it may.",
  cpu: "used more processor time than it may.",
  memory: "used more memory than it may.",
  processes: "started more processes than it may.",
  output: "printed more than it may.",
  disk: "wrote more than it may.",
};

/** What a metric script did to its limits. */
export function limitSentence(limit: LimitName): string {
  return sentences[limit];
}
