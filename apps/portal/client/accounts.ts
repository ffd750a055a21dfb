/** What became of an attempt: done, with what the portal answers, or a sentence that says why not. */
export type Attempt = { ok: true; answer: Answer } | { ok: false; code: string; message: string };

interface Answer {
  /** Of a sign-up: null until the address is confirmed. */
  token?: string | null;
  done?: "confirmed" | "changed" | "allowed";
  url?: string;
}

export function register(person: { name: string; email: string; password: string }): Promise<Attempt> {
  return ask("sign-up/email", person);
}

export function signIn(person: { email: string; password: string }): Promise<Attempt> {
  return ask("sign-in/email", { ...person, rememberMe: true });
}

/** Goes to the university's sign-in service, and from there back to `next`; or says why it cannot. */
export async function goToUniversity(way: { next: string } | { connect: true }): Promise<Attempt> {
  const attempt = await ask("university", way);
  if (attempt.ok && attempt.answer.url) window.location.assign(attempt.answer.url);
  return attempt;
}

/** Signs out and loads the start page anew, so that nothing of the person stays in the browser's memory. */
export async function leave(): Promise<void> {
  await ask("sign-out", {});
  window.location.assign("/");
}

export function changePassword(passwords: { currentPassword: string; newPassword: string }): Promise<Attempt> {
  return ask("change-password", { ...passwords, revokeOtherSessions: true });
}

export function changeEmail(newEmail: string): Promise<Attempt> {
  return ask("change-email", { newEmail });
}

/** The same answer whether the address has an account or not. */
export function askConfirmMail(email: string): Promise<Attempt> {
  return ask("send-verification-email", { email });
}

/** The same answer whether the address has an account or not. */
export function askResetMail(email: string): Promise<Attempt> {
  return ask("request-password-reset", { email });
}

export function confirmAddress(token: string): Promise<Attempt> {
  return ask("verify-email", { token });
}

export function setPassword(change: { token: string; newPassword: string }): Promise<Attempt> {
  return ask("reset-password", change);
}

export type FutureOwner = { name: string; email: string; password: string };

/** With the one-time link of the first start: makes the owner's account, or the account signed in the owner's. */
export function claimOwnership(token: string, owner: FutureOwner | null): Promise<Attempt> {
  return ask("owner-link", { token, ...owner });
}

async function ask(path: string, body: object): Promise<Attempt> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? { ok: true, answer: await response.json() } : explain(response.status, await response.json());
  } catch {
    return { ok: false, code: "", message: "The portal did not answer. Check your connection and try again." };
  }
}

/** better-auth's codes in our words; a code that is not here comes with a sentence of its own. */
const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "This address and this password do not belong together. Check both, or register.",
  INVALID_PASSWORD: "This is not your present password. Nothing was changed.",
  INVALID_EMAIL: "This is not an e-mail address. It should look like name@example.org.",
  VALIDATION_ERROR: "Something is missing or is not an e-mail address, such as name@example.org. Check the fields.",
  USER_ALREADY_EXISTS: "This address has an account already. Sign in with it.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "This address has an account already. Sign in with it.",
  PASSWORD_TOO_SHORT: "The password has fewer than 10 characters. Choose a longer one.",
  PASSWORD_TOO_LONG: "The password has more than 200 characters. Choose a shorter one.",
  EMAIL_NOT_VERIFIED: "Your address is not confirmed yet. Open the link in the mail that you got when you registered.",
  EMAIL_ALREADY_VERIFIED: "Your address is confirmed already. Reload the page.",
  INVALID_TOKEN: "This link opens nothing: it was used, has expired, or is not whole. Ask for a new mail.",
  TOKEN_EXPIRED: "This link has expired. Ask for a new mail.",
  USER_NOT_FOUND: "This link is of an address that has no account any more. Ask for a new mail.",
  INVALID_USER: "This link is of another account than the one signed in here. Sign out, and open it again.",
};

function explain(status: number, answer: { code?: string; message?: string }): Attempt {
  const { code = "", message } = answer;
  const otherwise = message ?? `The portal answered with status ${status}. Try again.`;
  if (status === 429)
    return { ok: false, code, message: message ?? "Too many attempts from here. Wait a minute and try again." };
  return { ok: false, code, message: sentences[code] ?? otherwise };
}
