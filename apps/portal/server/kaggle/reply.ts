/** What an operation says, in whichever dialect it was asked. */
export type Reply = { kind: "json"; body: object } | { kind: "redirect"; location: string } | Refusal;

export interface Refusal {
  kind: "refused";
  /** 401 is never used: newer clients hide the message then, or fall over. */
  status: 400 | 403 | 404 | 413 | 429 | 500;
  /** What happened and what to do, for a student at a terminal. */
  message: string;
  waitSeconds?: number;
}

export function json(body: object): Reply {
  return { kind: "json", body };
}

export function refused(status: Refusal["status"], message: string): Refusal {
  return { kind: "refused", status, message };
}

export function isRefusal(value: object): value is Refusal {
  return "kind" in value && value.kind === "refused";
}
