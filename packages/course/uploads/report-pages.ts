/**
 * A program of its own, started by `check-report.ts`: reads a PDF from standard input and prints one line of JSON,
 * `{ pages, producer, firstPage, links }` or `{ failure, message }`. A PDF reader fed with a hostile file may loop or swallow all
 * memory; here that costs a child process and not the portal.
 */
import { buffer } from "node:stream/consumers";
import { extractLinks, extractText, getDocumentProxy, getMeta } from "unpdf";

async function inspect(): Promise<object> {
  const bytes = new Uint8Array(await buffer(process.stdin));
  try {
    const pdf = await getDocumentProxy(bytes, { stopAtErrors: false, verbosity: 0 });
    await pdf.getPage(1); // a document can announce pages that it does not have
    const { info } = await getMeta(pdf);
    const producer: unknown = info.Producer ?? info.Creator ?? null;
    return {
      pages: pdf.numPages,
      producer: typeof producer === "string" ? producer.slice(0, 200) : null,
      ...(process.argv.includes("--text") && (await readWords(pdf))),
    };
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return { failure: cause.name, message: cause.message };
  }
}

/** The text of the first page, and the addresses that the document links to; both capped. */
async function readWords(pdf: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<object> {
  const { text } = await extractText(pdf);
  const { links } = await extractLinks(pdf);
  const urls = [...new Set(links)].filter((link) => /^https?:/i.test(link) && link.length <= 2000);
  return { firstPage: (text[0] ?? "").slice(0, 20_000), links: urls.slice(0, 100) };
}

process.stdout.write(`${JSON.stringify(await inspect())}\n`);
