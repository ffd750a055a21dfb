import { type Caller, callers, outsiders, type Scope } from "./callers.ts";
import type { Things } from "./things.ts";

/** Of those that a scope lets in, to whom a thing that the input names belongs. */
/** `graders` grade the part “script”. */
export type Owners = "captain" | "loner" | "team" | "asked" | "graders" | "staff";

export interface ProcedureRule {
  who: Scope;
  /** An input that names a thing of Team A, or of its captain … */
  about?: (things: Things) => Record<string, unknown>;
  /** … and whose it is: everybody else who gets past the scope is turned away as well. */
  whose?: Owners;
  /** The input names no thing: in another course it is that course's own business. */
  nameless?: true;
  /** Does something with no input at all: only those who may not do it try. */
  acts?: true;
}

const everybody = { who: "everybody" } as const;
const signedIn = { who: "signed-in" } as const;
const member = { who: "member" } as const;
const team = { who: "team" } as const;
const staff = { who: "staff" } as const;
const grader = { who: "grader" } as const;
const lead = { who: "lead" } as const;
const owner = { who: "owner" } as const;

/** Who may call which procedure. A procedure that is not here fails the matrix. */
export const procedureRules: Record<string, ProcedureRule> = {
  "account.show": everybody,
  "account.settings": signedIn,
  "account.rename": signedIn,
  "account.endSession": { ...signedIn, about: ({ session }) => ({ session }), whose: "captain" },
  "account.endOtherSessions": { ...signedIn, acts: true },
  "account.disconnect": { ...signedIn, acts: true },

  "announcements.list": member,
  "announcements.manage": lead,
  "announcements.preview": member,
  "announcements.publish": lead,
  "announcements.change": {
    ...lead,
    about: ({ announcement }) => ({ announcement, version: 1, words, tellAgain: false }),
    whose: "staff",
  },
  "announcements.withdraw": { ...lead, about: ({ announcement }) => ({ announcement, version: 1 }), whose: "staff" },

  "board.show": member,
  "board.more": member,
  "board.history": member,

  "changes.list": lead,
  "changes.show": { ...lead, about: ({ proposal }) => ({ proposal }), whose: "staff" },
  "changes.propose": lead,
  "changes.carryOut": { ...lead, about: ({ proposal }) => ({ proposal }), whose: "staff" },
  "changes.undoChange": { ...lead, about: ({ proposal }) => ({ proposal }), whose: "staff" },
  "changes.discardChange": { ...lead, about: ({ proposal }) => ({ proposal }), whose: "staff" },
  "changes.release": lead,
  "changes.withdraw": lead,

  "course.list": everybody,
  // Whom a course takes in is its own rule: db/transactions/join-course.test.ts.
  "course.join": { ...signedIn, acts: true },
  "course.show": member,

  "entries.list": member,
  "entries.tries": member,
  "entries.show": { ...team, about: ({ entry }) => ({ entry }), whose: "team" },
  "entries.cancel": { ...team, about: ({ entry }) => ({ entry }), whose: "team" },
  "entries.chooseFinal": { ...team, about: ({ entry }) => ({ entries: [entry] }), whose: "team" },

  "feedback.show": member,
  "feedback.askRegrade": team,
  "feedback.withdrawRegrade": { ...team, about: ({ regrade }) => ({ request: regrade }), whose: "team" },

  "graders.show": lead,
  "graders.split": lead,
  "graders.calibrate": {
    ...lead,
    about: ({ handIn }) => ({ handIn, part: "script" }),
    whose: "staff",
  },
  "graders.setBlind": owner,
  "graders.setRole": owner,

  "gradients.list": member,
  "gradients.show": member,
  "gradients.check": team,
  "gradients.difference": { ...team, about: ({ answer }) => ({ answer }), whose: "team" },
  "gradients.undecided": staff,
  "gradients.decide": {
    ...grader,
    about: ({ answer }) => ({ answer, verdict: "correct", why: "because" }),
    whose: "graders",
  },

  "grading.queue": staff,
  "grading.open": { ...staff, about: ({ handIn }) => ({ handIn }), whose: "staff" },
  "grading.visit": { ...staff, about: ({ handIn }) => ({ handIn }), whose: "staff" },
  "grading.leave": { ...staff, about: ({ handIn }) => ({ handIn }), whose: "staff" },
  "grading.save": {
    ...grader,
    about: ({ handIn }) => ({ handIn, part: "script", content: emptyMark, seen: 0, done: false }),
    whose: "graders",
  },
  "grading.comment": {
    ...grader,
    about: ({ handIn }) => ({ handIn, part: "script", place: { kind: "general" }, text: "x", audience: "team" }),
    whose: "graders",
  },
  "grading.editComment": {
    ...grader,
    about: ({ comment }) => ({ comment, seen: 1, text: "changed", audience: "team" }),
    whose: "graders",
  },
  "grading.deleteComment": { ...grader, about: ({ comment }) => ({ comment }), whose: "graders" },
  "grading.addToPool": {
    ...grader,
    about: () => ({ part: "script", text: "x", item: null }),
    whose: "graders",
    nameless: true,
  },
  "grading.retireFromPool": { ...grader, about: ({ pooled }) => ({ pooled }), whose: "graders" },

  "handIn.show": member,
  "handIn.removeUpload": { ...team, about: ({ upload }) => ({ upload }), whose: "team" },
  "handIn.setLink": team,
  "handIn.removeLink": { ...team, acts: true },
  "handIn.submit": { ...team, acts: true },
  "handIn.cancelCheck": { ...team, acts: true },
  "handIn.checkAgain": { ...team, acts: true },

  "handout.show": member,

  "live.changes": member,

  "notices.count": signedIn,
  "notices.list": signedIn,
  "notices.markRead": { ...signedIn, acts: true },
  "notices.preferences": signedIn,
  "notices.choose": signedIn,

  "precheck.show": member,
  "precheck.ask": { ...team, acts: true },
  "precheck.cancel": { ...team, acts: true },

  "questions.list": member,
  "questions.show": { ...member, about: ({ question }) => ({ question }), whose: "asked" },
  "questions.ask": member,
  "questions.add": { ...member, about: ({ question }) => ({ question, body: "more" }), whose: "team" },
  "questions.answer": { ...lead, about: ({ question }) => ({ question, body: "so" }), whose: "staff" },
  "questions.publish": {
    ...lead,
    about: ({ question }) => ({ question, published: { title: "t", question: "q", answer: "a" } }),
    whose: "staff",
  },
  "questions.hide": { ...lead, about: ({ question }) => ({ question }), whose: "staff" },
  "questions.markDuplicate": { ...lead, about: ({ question }) => ({ question, of: question }), whose: "staff" },

  "regrades.list": staff,
  "regrades.answer": {
    ...grader,
    about: ({ regrade }) => ({ regrade, answer: "no", change: null }),
    whose: "graders",
  },

  "result.show": member,

  "staff.today": staff,

  "submit.show": member,
  "submit.findSame": member,
  "submit.showFormat": member,

  "team.show": member,
  "team.checkName": member,
  "team.create": member,
  "team.join": member,
  "team.renewInvite": { ...team, acts: true },
  "team.find": member,
  "team.ask": member,
  "team.withdraw": { ...member, about: ({ request }) => ({ request }), whose: "loner" },
  "team.decide": { ...team, about: ({ request }) => ({ request, accept: true }), whose: "captain" },
  "team.leave": { ...team, acts: true },
  "team.remove": { ...team, about: ({ memberId }) => ({ member: memberId }), whose: "captain" },
  "team.passCaptaincy": { ...team, about: ({ memberId }) => ({ member: memberId }), whose: "captain" },

  "tokens.list": signedIn,
  "tokens.create": signedIn,
  "tokens.revoke": { ...signedIn, about: ({ token }) => ({ token }), whose: "captain" },
};

const words = { title: "Changed", body: "x", pinned: false };
const emptyMark = { applied: [], adjustment: 0, adjustmentWhy: "", comment: "", note: "" };

/** Those to whom something belongs. */
export function ownersOf(whose: Owners): readonly Caller[] {
  const owners: Record<Owners, readonly Caller[]> = {
    captain: ["captain"],
    loner: ["loner"],
    team: ["member", "captain"],
    asked: ["member", "captain", "ta", "owner"],
    graders: ["ta", "owner"],
    staff: callers.filter((name) => !outsiders.includes(name)),
  };
  return owners[whose];
}
