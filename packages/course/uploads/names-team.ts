/**
 * Whether a page of text names a team. A PDF's text comes with ligatures, line breaks and spaces of its own, so letters
 * are compared in compatibility form (NFKC), without white space and hyphens, capitals as they are.
 */
export function namesTeam(page: string, team: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/[\s\u00ad\u2010-]+/g, "");
  return plain(page).includes(plain(team));
}
