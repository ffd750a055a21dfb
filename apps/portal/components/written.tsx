import classes from "./written.module.css";

/** A text with mathematics, made on the server by `renderHandout` or `renderWords`, which let no HTML of it through. */
export function Written({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: HTML of ours, see above
  return <div className={classes.text} dangerouslySetInnerHTML={{ __html: html }} />;
}
