"use client";
import type { PDFPageProxy } from "pdfjs-dist";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { DeskComment } from "../view.ts";
import { drawPage, type OpenPdf } from "./open-pdf.ts";
import classes from "./report-view.module.css";

/** A rectangle on a page, `[x, y, width, height]` in points from its upper left corner. */
export interface Region {
  page: number;
  rect: [number, number, number, number];
}

type Rect = Region["rect"];

/** One page: drawn when it comes into sight, its text selectable, the regions of comments on top. */
export function ReportPage({
  pdf,
  number,
  comments,
  drawing,
  onRegion,
}: {
  pdf: OpenPdf;
  number: number;
  comments: readonly DeskComment[];
  drawing: boolean;
  onRegion: (region: Region) => void;
}) {
  const { frame, canvas, layer, size } = usePage(pdf, number);
  const { shown, ...pointer } = useDrawing(size, (rect) => onRegion({ page: number, rect }));
  return (
    <div
      ref={frame}
      className={classes.page}
      id={`page-${number}`}
      data-drawing={drawing || undefined}
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
      {...(drawing && pointer)}
    >
      <canvas ref={canvas} className={classes.canvas} />
      <div ref={layer} className={classes.text} />
      {comments.map(
        ({ id, by, text, place, audience }) =>
          place.kind === "region" && (
            <a
              key={id}
              href={`#comment-${id}`}
              className={classes.region}
              data-audience={audience}
              style={percent(place.rect, size)}
              title={`${by}: ${text}`}
            >
              <span className="visually-hidden">{`Comment by ${by}`}</span>
            </a>
          ),
      )}
      {shown && <div className={classes.region} style={percent(shown, size)} />}
      <button
        type="button"
        className={classes.number}
        onClick={() => onRegion({ page: number, rect: [0, 0, size.width, size.height] })}
      >
        {`Page ${number}: comment`}
      </button>
    </div>
  );
}

interface Size {
  width: number;
  height: number;
}

/** A4, until the page has said how large it is. */
const unknownSize: Size = { width: 595, height: 842 };

function usePage(pdf: OpenPdf, number: number) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [near, setNear] = useState(number === 1);
  useEffect(() => {
    if (!frame.current) return;
    const sight = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: "600px",
    });
    sight.observe(frame.current);
    return () => sight.disconnect();
  }, []);
  useEffect(() => {
    if (!near || page) return;
    // A page that is announced and cannot be read stays blank.
    void pdf.document.getPage(number).then(setPage, () => {});
  }, [near, page, pdf, number]);
  useEffect(() => {
    if (!near || !page || !canvas.current || !layer.current || !frame.current) return;
    return drawPage(pdf, page, {
      canvas: canvas.current,
      layer: layer.current,
      width: frame.current.clientWidth,
    });
  }, [near, page, pdf]);
  const view = page?.getViewport({ scale: 1 });
  return { frame, canvas, layer, size: view ? { width: view.width, height: view.height } : unknownSize };
}

/** The rectangle between where the pointer went down and where it is, in points; a mere click is none. */
function useDrawing(size: Size, onRect: (rect: Rect) => void) {
  const [from, setFrom] = useState<[number, number] | null>(null);
  const [shown, setShown] = useState<Rect | null>(null);
  const pointOf = (event: PointerEvent<HTMLDivElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      clamp((event.clientX - box.left) / box.width) * size.width,
      clamp((event.clientY - box.top) / box.height) * size.height,
    ];
  };
  return {
    shown,
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setFrom(pointOf(event));
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (from) setShown(between(from, pointOf(event)));
    },
    onPointerUp: () => {
      if (shown && shown[2] > smallest && shown[3] > smallest) onRect(shown);
      setFrom(null);
      setShown(null);
    },
  };
}

const smallest = 4;

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function between([a, b]: [number, number], [c, d]: [number, number]): Rect {
  return [Math.min(a, c), Math.min(b, d), Math.abs(a - c), Math.abs(b - d)];
}

function percent([x, y, width, height]: Rect, size: Size) {
  const of = (value: number, whole: number) => `${(100 * value) / whole}%`;
  return {
    left: of(x, size.width),
    top: of(y, size.height),
    width: of(width, size.width),
    height: of(height, size.height),
  };
}
