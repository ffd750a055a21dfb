import type { WorkState } from "@gradmark/contract";
import { Icon, type IconName } from "./icons.tsx";
import classes from "./state-badge.module.css";

/** The five states in which anything can be, everywhere the same: colour, sign and word. */
export type Shown = "waiting" | "running" | "good" | "bad" | "fault";

const signs: Record<Shown, { icon: IconName; word: string }> = {
  waiting: { icon: "waiting", word: "Waiting" },
  running: { icon: "running", word: "Running" },
  good: { icon: "good", word: "Good" },
  bad: { icon: "bad", word: "Not good" },
  fault: { icon: "fault", word: "Our fault" },
};

/** `children` is a word that says more than the state's own, such as “Scored” for good. */
export function StateBadge({ state, children }: { state: Shown; children?: string }) {
  const { icon, word } = signs[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon name={icon} size={16} />
      {children ?? word}
    </span>
  );
}

/** A job's state as one of the five; a cancelled one is nobody's success, and says so in its word. */
export function shownState(state: WorkState): Shown {
  return shownStates[state];
}

const shownStates: Record<WorkState, Shown> = {
  waiting: "waiting",
  running: "running",
  done: "good",
  failed: "bad",
  faulted: "fault",
  cancelled: "bad",
};
