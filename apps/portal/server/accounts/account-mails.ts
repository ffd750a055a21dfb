/** The words of a mail about an account. None repeats a name: who registers a stranger's address chose it. */
export interface AccountMail {
  to: string;
  subject: string;
  text: string;
}

/** Where in the portal a link of a mail leads; what opens something stands behind `#`, which no server logs. */
export function accountLink(url: string, page: "confirm" | "reset" | "owner", token: string): string {
  return `${url.replace(/\/+$/, "")}/account/${page}#${token}`;
}

/** How long what a mail carries is good for, in seconds. */
export const confirmSeconds = 24 * 60 * 60;
export const resetSeconds = 60 * 60;

export function confirmMail(to: string, link: string): AccountMail {
  return mail(to, "Confirm your address", [
    "Somebody registered with this address. If it was you, confirm the address within 24 hours:",
    link,
    "If it was not you, do nothing: without your confirmation the account stays closed.",
  ]);
}

export function confirmNewAddressMail(to: string, link: string): AccountMail {
  return mail(to, "Confirm your new address", [
    "An account is to have this address. If you asked for that, confirm it within 24 hours, in the browser in which you are signed in:",
    link,
    "If you did not ask for it, do nothing: nothing changes.",
  ]);
}

export function allowChangeMail(to: string, newAddress: string, link: string): AccountMail {
  return mail(to, "Is your address to change?", [
    `Your account is to have another address: ${newAddress}. If you asked for that, allow it within 24 hours, in the browser in which you are signed in:`,
    link,
    "If you did not ask for it, change your password: somebody uses your account. The address stays as it is.",
  ]);
}

export function resetMail(to: string, link: string): AccountMail {
  return mail(to, "Set a new password", [
    "Somebody asked for a new password for this address. If it was you, set it within 1 hour:",
    link,
    "If it was not you, do nothing: your password stays as it is.",
  ]);
}

/** To an address that somebody tried to register although it has an account: the page tells nobody that it has. */
export function takenMail(to: string, { signIn, reset }: { signIn: string; reset: string }): AccountMail {
  return mail(to, "You have an account already", [
    "Somebody registered with this address, which has an account already. Nothing was changed. If it was you, sign in:",
    signIn,
    "If you have forgotten the password, set a new one:",
    reset,
  ]);
}

function mail(to: string, subject: string, paragraphs: string[]): AccountMail {
  return { to, subject: `Gradmark: ${subject}`, text: `${paragraphs.join("\n\n")}\n` };
}
