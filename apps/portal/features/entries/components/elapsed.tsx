"use client";
import { useEffect, useState } from "react";
import { formatSpan } from "#components/format.ts";

/** Time since an instant of the server's clock, counted on by the reader's. */
export function Elapsed({ since, serverNow }: { since: Date; serverNow: Date }) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - start), 1000);
    return () => clearInterval(timer);
  }, []);
  return <>{formatSpan(serverNow.getTime() - since.getTime() + passed)}</>;
}
