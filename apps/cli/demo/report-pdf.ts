import PDFDocument from "pdfkit";

export interface ReportContent {
  team: string;
  sections: { title: string; text: string }[];
  /** Training loss by epoch, drawn as a figure. */
  losses: readonly number[];
}

/** A team's report as a real PDF: title, sections and a learning curve. */
export function writeReport(content: ReportContent): Promise<Uint8Array> {
  const document = new PDFDocument({ size: "A4", margin: 64, info: { Title: `Lab 1, ${content.team}` } });
  const chunks: Uint8Array[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
  document.font("Times-Bold").fontSize(18).text(`Lab 1: ${content.team}`).moveDown();
  for (const { title, text } of content.sections) {
    document.font("Times-Bold").fontSize(13).text(title).moveDown(0.3);
    document.font("Times-Roman").fontSize(11).text(text, { align: "justify" }).moveDown();
  }
  if (content.losses.length > 1) drawCurve(document, content.losses);
  document.end();
  return written;
}

/** Loss over epochs as a line in a frame 360 × 140 points. */
function drawCurve(document: PDFKit.PDFDocument, losses: readonly number[]): void {
  const [width, height] = [360, 140];
  const left = document.x;
  const top = document.y + 8;
  const highest = Math.max(...losses);
  document.lineWidth(0.5).rect(left, top, width, height).stroke("#888888");
  for (const [k, loss] of losses.entries()) {
    const x = left + (width * k) / (losses.length - 1);
    const y = top + height * (1 - loss / highest);
    if (k === 0) document.moveTo(x, y);
    else document.lineTo(x, y);
  }
  document.lineWidth(1.5).stroke("#1c6dd0");
  document.fontSize(9).text("Training loss by epoch", left, top + height + 6);
}
