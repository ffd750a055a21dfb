import { Icon } from "./icons.tsx";
import classes from "./notice.module.css";
import type { Shown } from "./state-badge.tsx";

/** A sentence to act on. It is read out when it appears; `good` and `waiting` wait for a pause. */
export function Notice({ state, title, children }: { state: Shown; title?: string; children: React.ReactNode }) {
  const urgent = state === "bad" || state === "fault";
  return (
    <div className={classes.notice} data-state={state} role={urgent ? "alert" : "status"}>
      <Icon name={state} size={20} />
      <div>
        {title && <strong className={classes.title}>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
