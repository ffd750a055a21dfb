"use client";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { formatBytes } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import type { DeskComment } from "../view.ts";
import { mostPages, type OpenPdf, openPdf } from "./open-pdf.ts";
import { type Region, ReportPage } from "./report-page.tsx";
import classes from "./report-view.module.css";

/** A report page by page, with the regions that comments are about; a new one is drawn or taken as a whole page. */
export function ReportView({
  url,
  bytes,
  comments,
  drawing,
  onDrawing,
  onRegion,
}: {
  url: string;
  bytes: number;
  comments: readonly DeskComment[];
  drawing: boolean;
  onDrawing: (on: boolean) => void;
  onRegion: (region: Region) => void;
}) {
  const { pdf, failure } = usePdf(url);
  const pages = Math.min(pdf?.document.numPages ?? 0, mostPages);
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Text fz="sm" c="dimmed">
          {pdf ? `${pages} of ${pdf.document.numPages} pages, ${formatBytes(bytes)}` : formatBytes(bytes)}
        </Text>
        <Group gap="xs">
          <Anchor href={url} download="report.pdf" fz="sm">
            Download
          </Anchor>
          <Button
            size="compact-sm"
            variant={drawing ? "filled" : "default"}
            aria-pressed={drawing}
            onClick={() => onDrawing(!drawing)}
          >
            Draw a region
          </Button>
        </Group>
      </Group>
      {failure && <Notice state="bad">{failure}</Notice>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.pages} aria-label="Report" tabIndex={0}>
        {pdf &&
          Array.from({ length: pages }, (_, k) => (
            <ReportPage
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
              key={k}
              pdf={pdf}
              number={k + 1}
              comments={comments.filter(({ place }) => place.kind === "region" && place.page === k + 1)}
              drawing={drawing}
              onRegion={onRegion}
            />
          ))}
        {!pdf && !failure && <div className={classes.blank} />}
      </section>
    </div>
  );
}

function usePdf(url: string): { pdf: OpenPdf | null; failure: string | null } {
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    let opened: OpenPdf | null = null;
    openPdf(url).then(
      (made) => {
        opened = made;
        if (wanted) setPdf(made);
        else made.close();
      },
      (error: Error) => wanted && setFailure(error.message),
    );
    return () => {
      wanted = false;
      opened?.close();
      setPdf(null);
    };
  }, [url]);
  return { pdf, failure };
}
