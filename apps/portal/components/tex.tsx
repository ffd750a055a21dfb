"use client";
import { useEffect, useState } from "react";

/**
 * TeX as it is set in print, read out as mathematics. KaTeX comes only when the first formula is shown; what it cannot
 * read stays as it was written.
 */
export function Tex({ children }: { children: string }) {
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void render(children).then((made) => wanted && setHtml(made));
    return () => {
      wanted = false;
    };
  }, [children]);
  if (html === null) return <span>{"\u00a0"}</span>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it is given; `trust: false` forbids links and styles
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}

async function render(tex: string): Promise<string> {
  const { default: katex } = await import("katex");
  return katex.renderToString(tex, { throwOnError: false, trust: false, maxExpand: 200 });
}
