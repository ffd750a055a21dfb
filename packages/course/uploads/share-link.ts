/** A link to a page about a file, by the form of its address: whose page, and the address of the file itself. */
export interface ShareLink {
  service: string;
  /** Gives the file when it is shared with everybody who has the link; null when the form does not tell. */
  direct: string | null;
  advice: string;
}

interface Form {
  service: string;
  matches: (url: URL) => boolean;
  direct: (url: URL) => string | null;
  advice: string;
}

const forms: Form[] = [
  {
    service: "Google Drive",
    matches: ({ hostname, pathname }) =>
      (hostname === "drive.google.com" && !pathname.startsWith("/uc")) || hostname === "docs.google.com",
    direct: (url) => {
      const id = /\/d\/([\w-]{10,})/.exec(url.pathname)?.[1] ?? url.searchParams.get("id");
      return id && /^[\w-]{10,}$/.test(id) && url.hostname === "drive.google.com"
        ? `https://drive.usercontent.google.com/download?id=${id}&export=download&confirm=t`
        : null;
    },
    advice: "Share the file with everybody who has the link (“Anyone with the link”).",
  },
  {
    service: "Dropbox",
    matches: ({ hostname, searchParams }) =>
      (hostname === "www.dropbox.com" || hostname === "dropbox.com") && searchParams.get("dl") !== "1",
    direct: (url) => changed(url, (query) => query.set("dl", "1")),
    advice: "A Dropbox link gives the file when it ends in dl=1.",
  },
  {
    service: "OneDrive",
    matches: ({ hostname, searchParams }) =>
      /(^|\.)(1drv\.ms|onedrive\.live\.com|sharepoint\.com)$/.test(hostname) && searchParams.get("download") !== "1",
    direct: (url) => (url.hostname === "1drv.ms" ? null : changed(url, (query) => query.set("download", "1"))),
    advice: "Let everybody who has the link see the file, and add download=1 to the link.",
  },
  {
    service: "GitHub",
    matches: ({ hostname, pathname }) => hostname === "github.com" && /^\/[^/]+\/[^/]+\/blob\//.test(pathname),
    direct: (url) => `https://github.com${url.pathname.replace("/blob/", "/raw/")}`,
    advice: "Use the address of the button “Raw”.",
  },
  {
    service: "Hugging Face",
    matches: ({ hostname, pathname }) => hostname === "huggingface.co" && pathname.includes("/blob/"),
    direct: (url) => `https://huggingface.co${url.pathname.replace("/blob/", "/resolve/")}`,
    advice: "Use the address of the button “Download”.",
  },
];

/**
 * Recognises the addresses that the usual services give out for sharing, which lead to a page and not to the file, and
 * builds the one that gives the file. What such a link gives in truth is seen when it is fetched.
 */
export function recogniseShareLink(link: string): ShareLink | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  const form = url && forms.find(({ matches }) => matches(url));
  return url && form ? { service: form.service, direct: form.direct(url), advice: form.advice } : null;
}

function changed(url: URL, change: (query: URLSearchParams) => void): string {
  const copy = new URL(url);
  change(copy.searchParams);
  return copy.href;
}
