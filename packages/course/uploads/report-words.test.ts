import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkReport } from "./check-report.ts";
import { isMadeWithLatex } from "./made-with-latex.ts";
import { namesTeam } from "./names-team.ts";

/** A PDF of one page with a line of text and a link, offsets right. */
function pdfWith(text: string, link: string): Uint8Array {
  const content = `BT /F1 12 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>
    /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${link}) >> >>] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Producer (LuaHBTeX, Version 1.17.0) >>",
  ];
  let file = "%PDF-1.5\n";
  const offsets = objects.map((object, k) => {
    const offset = String(file.length).padStart(10, "0");
    file += `${k + 1} 0 obj\n${object}\nendobj\n`;
    return `${offset} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

describe("a report's words", { timeout: 60_000 }, () => {
  it("are the text of its first page and its web links, and come only when they are asked for", async () => {
    const bytes = pdfWith("Lab 1 by Gradients", "https://example.org/code");
    expect(await checkReport(bytes, { words: true })).toMatchObject({
      ok: true,
      value: { pages: 1, firstPage: "Lab 1 by Gradients", links: ["https://example.org/code"] },
    });
    const producer = "LuaHBTeX, Version 1.17.0";
    expect(await checkReport(bytes)).toEqual({ ok: true, value: { pages: 1, producer } });
  });

  it("hold no link that is not of the web", async () => {
    const checked = await checkReport(pdfWith("x", "file:///etc/passwd"), { words: true });
    expect(checked).toMatchObject({ ok: true, value: { links: [] } });
  });
});

describe("made with LaTeX", () => {
  it.each([
    "pdfTeX-1.40.25",
    "LuaHBTeX, Version 1.17.0",
    "xdvipdfmx (20220710)",
    "dvips + GPL Ghostscript",
    "LaTeX with hyperref",
  ])("is what %s says", (producer) => expect(isMadeWithLatex(producer)).toBe(true));
  it.each(["Microsoft® Word 2021", "Google Docs Renderer", "Skia/PDF m120", "LibreOffice 7.4", null])(
    "is not what %s says",
    (producer) => expect(isMadeWithLatex(producer)).toBe(false),
  );
});

describe("naming a team", () => {
  it("is seen across line breaks and ligatures, and is exact in its letters", () => {
    expect(namesTeam("Report of\nGradient\nDescenders", "Gradient Descenders")).toBe(true);
    expect(namesTeam("The e\ufb03cient ones", "efficient ones")).toBe(true);
    expect(namesTeam("gradient descenders", "Gradient Descenders")).toBe(false);
    expect(namesTeam("Gr\u0430dients", "Gradients")).toBe(false);
  });

  it("is found wherever in the page the name stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => namesTeam(`${before} Gradients ${after}`, "Gradients")),
    );
  });
});
