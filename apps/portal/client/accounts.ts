/** What became of an attempt: done, or a sentence that says why not. */
export type Attempt = { ok: true } | { ok: false; message: string };

export function register(person: { name: string; email: string; password: string }): Promise<Attempt> {
  return ask("sign-up/email", person);
}

export function signIn(person: { email: string; password: string }): Promise<Attempt> {
  return ask("sign-in/email", { ...person, rememberMe: true });
}

/** Signs out and loads the start page anew, so that nothing of the person stays in the browser's memory. */
export async function leave(): Promise<void> {
  await ask("sign-out", {});
  window.location.assign("/");
}

export function changePassword(passwords: { currentPassword: string; newPassword: string }): Promise<Attempt> {
  return ask("change-password", { ...passwords, revokeOtherSessions: true });
}

async function ask(path: string, body: object): Promise<Attempt> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? { ok: true } : { ok: false, message: explain(response.status, await response.json()) };
  } catch {
    return { ok: false, message: "The portal did not answer. Check your connection and try again." };
  }
}

/** better-auth's codes in our words; a code that is not here comes with a sentence of its own. */
const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "This address and this password do not belong together. Check both, or register.",
  INVALID_PASSWORD: "This is not your present password. Nothing was changed.",
  INVALID_EMAIL: "This is not an e-mail address. It should look like name@example.org.",
  USER_ALREADY_EXISTS: "This address has an account already. Sign in with it.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "This address has an account already. Sign in with it.",
  PASSWORD_TOO_SHORT: "The password has fewer than 10 characters. Choose a longer one.",
  PASSWORD_TOO_LONG: "The password has more than 200 characters. Choose a shorter one.",
};

function explain(status: number, answer: { code?: string; message?: string }): string {
  if (status === 429) return answer.message ?? "Too many attempts from here. Wait a minute and try again.";
  return sentences[answer.code ?? ""] ?? answer.message ?? `The portal answered with status ${status}. Try again.`;
}
