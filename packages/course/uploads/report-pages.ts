/**
 * A program of its own, started by `check-report.ts`: reads a PDF from standard input and prints one line of JSON,
 * `{ pages, producer }` or `{ failure, message }`. A PDF reader fed with a hostile file may loop or swallow all
 * memory; here that costs a child process and not the portal.
 */
import { buffer } from "node:stream/consumers";
import { getDocumentProxy, getMeta } from "unpdf";

async function inspect(): Promise<object> {
  const bytes = new Uint8Array(await buffer(process.stdin));
  try {
    const pdf = await getDocumentProxy(bytes, { stopAtErrors: false, verbosity: 0 });
    await pdf.getPage(1); // a document can announce pages that it does not have
    const { info } = await getMeta(pdf);
    const producer: unknown = info.Producer ?? info.Creator ?? null;
    return { pages: pdf.numPages, producer: typeof producer === "string" ? producer.slice(0, 200) : null };
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return { failure: cause.name, message: cause.message };
  }
}

process.stdout.write(`${JSON.stringify(await inspect())}\n`);
