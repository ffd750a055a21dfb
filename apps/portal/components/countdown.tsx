"use client";
import { useEffect, useState } from "react";
import { formatSpan } from "./format.ts";

/**
 * Time left until an instant by the server's clock: the reader's own clock only measures what has passed since
 * `serverNow` was read.
 */
export function Countdown({ until, serverNow, past }: { until: Date; serverNow: Date; past: string }) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - start), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = until.getTime() - serverNow.getTime() - passed;
  return <span className="tabular">{left > 0 ? `in ${formatSpan(left)}` : past}</span>;
}
