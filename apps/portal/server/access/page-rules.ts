import type { Scope } from "./callers.ts";
import type { Owners } from "./procedure-rules.ts";
import type { Things } from "./things.ts";

export interface PageRule {
  who: Scope;
  /** The last part of the address, where it names a thing of Team A. */
  last?: (things: Things) => string;
  whose?: Owners;
  /** Reached by the link of a mail, whose secret stands behind `#`. */
  byLink?: true;
}

/** Who may open which page, by its place below `app`. A page that is not here fails the matrix. */
export const pageRules: Record<string, PageRule> = {
  "": { who: "everybody" },
  "sign-in": { who: "everybody" },
  register: { who: "everybody" },
  account: { who: "signed-in" },
  "account/api": { who: "signed-in" },
  "account/notices": { who: "signed-in" },
  "account/confirm": { who: "everybody", byLink: true },
  "account/owner": { who: "everybody", byLink: true },
  "account/reset": { who: "everybody", byLink: true },

  "c/[course]": { who: "member" },
  "c/[course]/announcements": { who: "member" },
  "c/[course]/board": { who: "member" },
  "c/[course]/entries": { who: "member" },
  "c/[course]/entries/[entry]": { who: "team", last: ({ entry }) => entry, whose: "team" },
  "c/[course]/gradients": { who: "member" },
  "c/[course]/gradients/[problem]": { who: "member", last: () => "sigmoid" },
  "c/[course]/hand-in": { who: "member" },
  "c/[course]/handout": { who: "member" },
  "c/[course]/questions": { who: "member" },
  "c/[course]/questions/[question]": { who: "member", last: ({ question }) => question, whose: "asked" },
  "c/[course]/result": { who: "member" },
  "c/[course]/result/[handIn]": { who: "member", last: ({ handIn }) => handIn, whose: "team" },
  "c/[course]/submit": { who: "member" },
  "c/[course]/team": { who: "member" },

  "c/[course]/staff": { who: "staff" },
  "c/[course]/staff/changes": { who: "lead" },
  "c/[course]/staff/changes/[proposal]": { who: "lead", last: ({ proposal }) => proposal },
  "c/[course]/staff/graders": { who: "lead" },
  "c/[course]/staff/grading": { who: "staff" },
  "c/[course]/staff/grading/[handIn]": { who: "staff", last: ({ handIn }) => handIn },
  "c/[course]/staff/regrades": { who: "staff" },
};

/** The address of a page. */
export function addressOf(place: string, things: Things, course = "pocket"): string {
  const { last, byLink } = pageRules[place] ?? {};
  const path = place.replace("[course]", course).replace(/\[\w+\]$/, last?.(things) ?? "");
  return `/${path}${byLink ? "#guessed" : ""}`;
}
