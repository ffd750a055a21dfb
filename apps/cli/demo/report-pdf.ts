import PDFDocument from "pdfkit";

export interface ReportContent {
  team: string;
  sections: { title: string; text: string }[];
  /** Accuracy on the validation part by epoch, drawn as a figure. */
  validation: readonly number[];
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
  if (content.validation.length > 1) drawCurve(document, content.validation);
  document.end();
  return written;
}

/** Accuracy over epochs as a line in a frame 360 × 140 points; the vertical axis goes from the worst to 1. */
function drawCurve(document: PDFKit.PDFDocument, accuracies: readonly number[]): void {
  const [width, height] = [360, 140];
  const left = document.x;
  const top = document.y + 8;
  const lowest = Math.min(...accuracies);
  document.lineWidth(0.5).rect(left, top, width, height).stroke("#888888");
  for (const [k, accuracy] of accuracies.entries()) {
    const x = left + (width * k) / (accuracies.length - 1);
    const y = top + (height * (1 - accuracy)) / (1 - lowest || 1);
    if (k === 0) document.moveTo(x, y);
    else document.lineTo(x, y);
  }
  document.lineWidth(1.5).stroke("#1c6dd0");
  document.fontSize(9).text("Accuracy on the validation part by epoch", left, top + height + 6);
}
