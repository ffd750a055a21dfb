/** Producers and creators that a TeX engine, or a driver that only TeX feeds, writes into a PDF. */
const engines = /pdftex|luatex|luahbtex|xetex|xdvipdfmx|dvipdfm|dvips|latex|\btex\b|tectonic/i;

/** Whether a PDF says of itself that TeX made it. Anybody can write that; it helps the honest, and proves nothing. */
export function isMadeWithLatex(producer: string | null): boolean {
  return producer !== null && engines.test(producer);
}
