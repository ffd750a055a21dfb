import { describe, expect, it } from "vitest";
import { renderHandout, renderWords } from "./view.ts";

const render = (text: string) => renderHandout(text, "/api/files/x/handout/");

describe("renderHandout", () => {
  it("shows raw HTML as text", () => {
    const html = render('<script>alert(1)</script>\n\n<img src=x onerror="alert(1)">');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("&lt;script&gt;");
  });

  it.each(["javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd"])(
    "makes no link to %s",
    (address) => {
      expect(render(`[click](${address})`)).not.toContain("<a ");
    },
  );

  it.each([
    String.raw`\href{javascript:alert(1)}{x}`,
    String.raw`\htmlStyle{position:fixed}{x}`,
    String.raw`\includegraphics{http://x/y.png}`,
  ])("trusts no command of TeX: %s", (source) => {
    expect(render(`$${source}$`)).not.toMatch(/href=|style="[^"]*position:fixed|<img/);
  });

  it("sets a formula in a line and on lines of its own", () => {
    expect(render("so $a^2$ is")).toContain('class="katex"');
    expect(render("$$\n\\frac{1}{2}\n$$")).toContain("katex-display");
  });

  it("leaves prices, escaped dollars and code alone", () => {
    expect(render("costs $5 and $6")).not.toContain("katex");
    expect(render("\\$a\\$")).not.toContain("katex");
    expect(render("`$a$`")).not.toContain("katex");
  });

  it("shows a formula that it cannot read as it was written", () => {
    expect(render("$\\frac{1$")).toContain("\\frac{1");
  });

  it("ends with a formula that is never closed", () => {
    expect(render("$$\nx\n\ny")).toContain("x");
  });

  it("finds pictures in the handout's folder only", () => {
    expect(render("![a](dag.png)")).toContain('src="/api/files/x/handout/dag.png"');
    expect(render("![a](https://example.org/a.png)")).toContain('src="https://example.org/a.png"');
  });
});

describe("renderWords", () => {
  it("lets no HTML, no script and no picture of a text through", () => {
    const html = renderWords(
      '<script>alert(1)</script> <img src=x onerror=alert(1)> ![a](https://example.org/a.png) [b](javascript:alert(1))\n\n<iframe src="//x">',
    );
    expect(html).not.toMatch(/<(?!\/?(p|a|code)\b)|<a [^>]*javascript/i);
  });

  it.each([
    String.raw`\href{javascript:alert(1)}{x}`,
    String.raw`\htmlClass{x}{y}`,
    String.raw`\includegraphics{http://x/y.png}`,
    String.raw`\url{javascript:alert(1)}`,
  ])("trusts no command of TeX: %s", (source) => {
    expect(renderWords(`$${source}$`)).not.toMatch(/href=|class="x"|<img/);
  });

  it("keeps the size of a formula within bounds", () => {
    const styles = renderWords("$\\rule{9000em}{9000em}x$").match(/style="[^"]*"/g) ?? [];
    const sizes = styles.flatMap((style) => (style.match(/[\d.]+(?=em)/g) ?? []).map(Number));
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(60);
  });

  it("puts its headings below those of the page", () => {
    expect(renderWords("# Big\n\n## Less")).toBe("<h5>Big</h5>\n<h5>Less</h5>\n");
  });

  it.each([
    ["formulas", "$x^2$ ".repeat(1600)],
    ["macros that call themselves", "$\\def\\a{\\a\\a}\\a$ ".repeat(200)],
    ["nested quotes", `${">".repeat(5000)} x`],
    ["brackets that never close", "[".repeat(9000)],
    ["emphasis that never ends", "*a **b ".repeat(1400)],
    ["addresses", "http://a.b ".repeat(900)],
  ])("is ready within two seconds with ten thousand characters of %s", (_name, text) => {
    const start = performance.now();
    renderWords(text.slice(0, 10_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
