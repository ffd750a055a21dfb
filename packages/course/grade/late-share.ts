import type { LatePolicy } from "@gradmark/contract";

/** How late a hand-in is, and what share of its points that costs (0 to 1). */
export interface Lateness {
  days: number;
  share: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Days begun after the deadline and the grace. The deadline itself is in time. */
export function latenessOf(policy: LatePolicy | null, deadline: Date, submittedAt: Date): Lateness {
  const late = submittedAt.getTime() - deadline.getTime() - (policy?.graceMinutes ?? 0) * minuteMs;
  const days = Math.max(0, Math.ceil(late / dayMs));
  const percent = policy === null ? 0 : Math.min(policy.maxPercent, policy.percentPerDay * days);
  return { days, share: percent / 100 };
}
