"use client";
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

/** A report that is open, page by page, with what draws it. */
export interface OpenPdf {
  document: PDFDocumentProxy;
  pdfjs: typeof import("pdfjs-dist");
  close(): void;
}

/**
 * Opens a report in a worker of our own origin. It is a student's file: no script in it runs, no form of it is filled,
 * nothing is fetched for it, and a page that it makes huge is drawn no larger than a screen can show.
 *
 * @throws with a sentence when it cannot be read
 */
export async function openPdf(url: string): Promise<OpenPdf> {
  const pdfjs = await import("pdfjs-dist");
  const port = new Worker(new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url), { type: "module" });
  const worker = pdfjs.PDFWorker.create({ port });
  const task: PDFDocumentLoadingTask = pdfjs.getDocument({
    url,
    worker,
    enableXfa: false,
    disableAutoFetch: true,
    disableRange: true,
    disableStream: true,
    useWasm: false,
    maxImageSize: 64_000_000,
    canvasMaxAreaInBytes: 4 * 40_000_000,
    stopAtErrors: false,
    verbosity: 0,
  });
  const close = () => {
    void task.destroy().finally(() => port.terminate());
  };
  try {
    return { document: await task.promise, pdfjs, close };
  } catch (cause) {
    close();
    throw new Error(
      `The report cannot be shown (${cause instanceof Error ? cause.message : String(cause)}). Download it.`,
      {
        cause,
      },
    );
  }
}

/** How many pages are offered: a file can claim millions. */
export const mostPages = 200;

/** Draws a page at a width, in the pixels of the screen; what stops it. */
export function drawPage(
  { pdfjs }: OpenPdf,
  page: PDFPageProxy,
  { canvas, layer, width }: { canvas: HTMLCanvasElement; layer: HTMLElement; width: number },
): () => void {
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const ratio = Math.min(window.devicePixelRatio || 1, Math.sqrt(largestCanvas / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  layer.replaceChildren();
  layer.style.setProperty("--total-scale-factor", String(scale));
  const drawing = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  const text = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
  // Both reject when they are stopped, and a page that cannot be drawn stays white beside its text.
  drawing.promise.catch(() => {});
  text.render().catch(() => {});
  return () => {
    drawing.cancel();
    text.cancel();
  };
}

const largestCanvas = 40_000_000;
