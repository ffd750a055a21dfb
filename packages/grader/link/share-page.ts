import type { LinkProblem } from "@gradmark/contract";
import { linkProblem } from "./link-problem.ts";

/** By what a page of a service is known, and how its links must look to give the file. */
const services: { name: string; known: RegExp; advice: string }[] = [
  {
    name: "Google Drive",
    known: /drive\.google\.com|docs\.google\.com|accounts\.google\.com|Google Drive/i,
    advice:
      "Share the file with everybody who has the link, and use https://drive.usercontent.google.com/download?id=ID&export=download&confirm=t with the ID of your link",
  },
  { name: "Dropbox", known: /dropbox\.com|Dropbox/i, advice: "Put dl=1 in place of dl=0 at the end of the link" },
  {
    name: "OneDrive",
    known: /onedrive\.live\.com|1drv\.ms|sharepoint\.com|OneDrive|login\.microsoftonline\.com/i,
    advice: "Let everybody who has the link see the file, and add download=1 to the end of the link",
  },
  { name: "GitHub", known: /github\.com/i, advice: 'Use the link of the button "Raw"' },
];

/** A page where a model should be: what it is a page of, and what to do; null for what is no page. */
export function recognisePage(head: Uint8Array, url: URL): LinkProblem | null {
  const text = new TextDecoder("latin1").decode(head);
  if (!/^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text))
    return null;
  const service =
    services.find(({ known }) => known.test(url.hostname)) ?? services.find(({ known }) => known.test(text));
  const said = service
    ? `The link leads to a page of ${service.name}, not to the file. ${service.advice}.`
    : "The link leads to a web page, not to the file. Use the link that starts the download.";
  const sign = /sign[- ]?in|log[- ]?in/i.test(text)
    ? " The page asks to sign in: the file is not shared with everybody."
    : "";
  return linkProblem("link-share-page", said + sign);
}
