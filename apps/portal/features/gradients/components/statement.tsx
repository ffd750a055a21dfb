/** A problem's text, rendered on the server. */
export function Statement({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by us from Markdown in which HTML stays text
  return <div style={{ overflowX: "auto" }} dangerouslySetInnerHTML={{ __html: html }} />;
}
