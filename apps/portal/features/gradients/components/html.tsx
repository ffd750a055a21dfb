import classes from "./slot-form.module.css";

/**
 * A problem's text, rendered on the server from Markdown in which HTML stays text. On a narrow screen a long formula
 * scrolls, with the keyboard too.
 */
export function Statement({ children }: { children: string }) {
  return (
    <section
      className={classes.statement}
      aria-label="The problem"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: HTML of ours, see above
      dangerouslySetInnerHTML={{ __html: children }}
    />
  );
}

/** A formula, set on the server by KaTeX, which escapes what it is given. Decoration: words stand beside it. */
export function Html({ children, className }: { children: string; className?: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: HTML of ours, see above
  return <span className={className} aria-hidden="true" dangerouslySetInnerHTML={{ __html: children }} />;
}

/** An answer as it was read, set on the server, with MathML for whoever listens. */
export function Formula({ children }: { children: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: HTML of ours, see above
  return <div className={classes.formula} dangerouslySetInnerHTML={{ __html: children }} />;
}
