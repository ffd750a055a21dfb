import katex from "katex";

/** TeX as it is set in print; what KaTeX cannot read stays as it was written. Read out as mathematics. */
export function Tex({ children, block = false }: { children: string; block?: boolean }) {
  const html = katex.renderToString(children, {
    displayMode: block,
    throwOnError: false,
    trust: false,
    maxExpand: 200,
  });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it is given; `trust: false` forbids links and styles
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
