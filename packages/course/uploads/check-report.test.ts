import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkReport } from "./check-report.ts";

/** A PDF of empty pages, with a cross-reference table whose offsets are right, as a LaTeX engine writes it. */
function pdf(pages: number, extra: string[] = [], trailer = ""): Uint8Array {
  const kids = Array.from({ length: pages }, (_, k) => `${k + 3} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    ...Array.from({ length: pages }, () => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"),
    ...extra,
  ];
  let text = "%PDF-1.5\n";
  const offsets = objects.map((object, k) => {
    const offset = text.length;
    text += `${k + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

const refused = async (bytes: Uint8Array, maxBytes?: number) => {
  const checked = await checkReport(bytes, maxBytes === undefined ? {} : { maxBytes });
  return checked.ok ? "opens" : `${checked.problems[0]?.code}: ${checked.problems[0]?.message}`;
};

describe("checkReport", () => {
  it("opens a PDF, counts its pages and names its maker", async () => {
    const bytes = pdf(3, ["<< /Producer (pdfTeX-1.40.25) >>"], "/Info 6 0 R");
    expect(await checkReport(bytes)).toEqual({ ok: true, value: { pages: 3, producer: "pdfTeX-1.40.25" } });
  });

  it("opens a PDF whose header does not stand in its first byte", async () => {
    expect(await checkReport(Buffer.concat([Buffer.from("\n\n"), pdf(1)]))).toMatchObject({ ok: true });
  });

  it("says what a file is that is no PDF", async () => {
    expect(await refused(Buffer.from("PK\x03\x04"))).toContain("report-not-pdf: The report is not a PDF but a zip");
    expect(await refused(Buffer.from("<!DOCTYPE html>"))).toContain("but a web page");
    expect(await refused(Buffer.from("\\documentclass{article}"))).toContain("but LaTeX source");
    expect(await refused(Buffer.from("plain words"))).toContain("The report is not a PDF. Upload");
    expect(await refused(new Uint8Array())).toBe("file-empty: The report is empty.");
  });

  it("refuses a PDF that was cut or is none behind its first line", async () => {
    expect(await refused(pdf(2).subarray(0, 120))).toContain("report-damaged: The PDF is damaged");
    expect(await refused(Buffer.from("%PDF-1.7\nnothing more"))).toContain("report-damaged");
  });

  it("refuses a PDF that announces pages which it does not have", async () => {
    expect(await refused(pdf(0))).toContain("report-damaged");
  });

  it("refuses a report beyond the kit's size before reading it", async () => {
    expect(await refused(pdf(1), 100)).toContain("100 are allowed");
  });

  it("survives a file of 8 kB that would unpack to 4 GB, and answers in time", async () => {
    expect((await refused(bomb())).split(":")[0]).toBe("report-damaged");
  }, 25_000);
});

/**
 * A PDF whose catalogue lies in an object stream that unpacks to 4 GB of spaces, to be read as far as byte 3.9·10⁹.
 * Without limits the reader took more than 3 GB of memory and 20 s. Flushed blocks of a deflate stream can be
 * repeated, and the repetition packs once more.
 */
function bomb(): Uint8Array {
  const flushed = (bytes: Uint8Array) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const objects = flushed(Buffer.from("1 0 2 3900000000 << /Type /Catalog /Pages 2 0 R >> "));
  const spaces = flushed(Buffer.alloc(2 ** 28, 0x20));
  const repeated = Array.from({ length: 16 }, () => spaces);
  const packed = deflateSync(Buffer.concat([Buffer.of(0x78, 0x9c), objects, ...repeated, Buffer.of(3, 0)]));
  const start = Buffer.from("%PDF-1.5\n");
  const objectStream = stream(3, "/Type /ObjStm /N 2 /First 17 /Filter [/FlateDecode /FlateDecode]", packed);
  const at = start.length + objectStream.length;
  const row = (type: number, where: number, index: number) => [
    type,
    0,
    where >> 16,
    (where >> 8) & 255,
    where & 255,
    index,
  ];
  const table = [row(0, 0, 0), row(2, 3, 0), row(2, 3, 1), row(1, start.length, 0), row(1, at, 0)].flat();
  const crossReference = stream(4, "/Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R", Buffer.from(table));
  return Buffer.concat([start, objectStream, crossReference, Buffer.from(`startxref\n${at}\n%%EOF\n`)]);
}

function stream(id: number, dictionary: string, content: Uint8Array): Buffer {
  const head = `${id} 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from("\nendstream\nendobj\n")]);
}
