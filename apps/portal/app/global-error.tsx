"use client";

/** The last resort, when even the frame of the pages failed: plain, without theme and providers. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: "40rem", margin: "4rem auto", padding: "0 1rem" }}>
        <h1>This page could not be shown</h1>
        <p>
          It is our fault, and nothing of yours was lost. Try again; if it stays, tell the staff
          {error.digest ? ` this number: ${error.digest}` : ""}.
        </p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
