import type { PrecheckFinding } from "@gradmark/contract";
import { type Shown, StateBadge } from "#components/state-badge.tsx";
import classes from "./findings.module.css";

/** What a grader would see, thing by thing, each with sign, word and sentence. */
export function Findings({ findings }: { findings: readonly PrecheckFinding[] }) {
  return (
    <ul className={classes.list} aria-label="Findings of the pre-check">
      {findings.map(({ topic, state, message }) => (
        <li key={topic + message} className={classes.finding}>
          <span className={classes.topic}>{titles[topic]}</span>
          <StateBadge state={shown[state].state}>{shown[state].word}</StateBadge>
          <span className={classes.message}>{message}</span>
        </li>
      ))}
    </ul>
  );
}

const titles: Record<PrecheckFinding["topic"], string> = {
  script: "Result script",
  report: "Report",
  latex: "Made with LaTeX",
  name: "Team name",
  links: "Links",
  model: "Model",
  entry: "Final entry",
  rerun: "Rerun",
};

const shown: Record<PrecheckFinding["state"], { state: Shown; word: string }> = {
  good: { state: "good", word: "Good" },
  note: { state: "waiting", word: "Look at it" },
  bad: { state: "bad", word: "Not good" },
};
