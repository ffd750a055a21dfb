"use client";
import { useEffect, useState } from "react";
import { formatSpan } from "./format.ts";

/**
 * Time since an instant by the server's clock, counting on: `42 s`. Give it the time of the server's answer as key, so
 * that a newer answer begins a new count.
 */
export function Elapsed({ since, serverNow }: { since: Date; serverNow: Date }) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - start), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="tabular">{formatSpan(serverNow.getTime() - since.getTime() + passed)}</span>;
}
