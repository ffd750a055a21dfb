/** Where to go after signing in: a page of ours, never another site, whatever the address says. */
export function safeNext(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : "/";
}
