import { describe, expect, it } from "vitest";
import { renderHandout } from "./view.ts";

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
