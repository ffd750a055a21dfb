import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Course, PrecheckFinding, StoredFile } from "@gradmark/contract";
import { type CheckedReport, checkReport, isMadeWithLatex, namesTeam } from "@gradmark/course";
import { fetchLink, visibleText } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import { finding } from "./precheck-findings.ts";

interface Looking {
  course: Course;
  /** As the competition knows it. */
  team: string;
  desk: Desk;
  signal: AbortSignal;
}

/** What a grader would see of the report: whether it opens, its pages, who made it, whose it is, where its links lead. */
export async function lookAtReport(report: StoredFile | null, looking: Looking): Promise<PrecheckFinding[]> {
  if (report === null) return [finding("report", "bad", "There is no report. Upload the PDF that LaTeX made.")];
  const { maxBytes } = looking.course.kit.handIn.report;
  const checked = await checkReport(await looking.desk.blobs.read(report.sha256), { maxBytes, words: true });
  if (!checked.ok) return checked.problems.map(({ message }) => finding("report", "bad", message));
  const { pages } = checked.value;
  return [
    finding("report", "good", `${report.name} opens and has ${pages} ${pages === 1 ? "page" : "pages"}.`),
    lookAtProducer(checked.value),
    lookAtName(checked.value, looking.team),
    ...(await lookAtLinks(checked.value, looking)),
  ];
}

function lookAtProducer({ producer }: CheckedReport): PrecheckFinding {
  if (isMadeWithLatex(producer)) return finding("latex", "good", `Made with LaTeX (${visibleText(producer ?? "")}).`);
  const who = producer === null ? "nothing of its maker" : `“${visibleText(producer)}”`;
  const message = `The PDF names ${who}, not LaTeX. The report is expected to be written with LaTeX; a grader will look.`;
  return finding("latex", "note", message);
}

function lookAtName({ firstPage = "" }: CheckedReport, team: string): PrecheckFinding {
  if (namesTeam(firstPage, team)) return finding("name", "good", `The first page names your team, “${team}”.`);
  const message =
    firstPage.trim() === ""
      ? `The first page holds no text that can be read. Is it a picture? It should name your team, “${team}”.`
      : `The first page does not name your team, “${team}”. Write the name there, letter by letter.`;
  return finding("name", "note", message);
}

/** So many links of a report are tried. */
const mostLinks = 10;
/** Enough to see that something is there. */
const enoughBytes = 65_536;
const patienceMs = 10_000;

async function lookAtLinks({ links = [] }: CheckedReport, looking: Looking): Promise<PrecheckFinding[]> {
  if (links.length === 0) return [];
  const tried = links.slice(0, mostLinks);
  const broken = (await Promise.all(tried.map((link, k) => whyBroken(link, k, looking)))).filter((why) => why !== null);
  const more = links.length > tried.length ? ` ${links.length - tried.length} more were not tried.` : "";
  if (broken.length === 0)
    return [finding("links", "good", `${tried.length} of ${tried.length} links in the report work.${more}`)];
  const message = `${broken.length} of ${tried.length} links in the report do not work. ${broken.join(" ")}${more}`;
  return [finding("links", "note", message)];
}

/** Null for a link that gives anything: a page is what a link in a report should lead to. */
async function whyBroken(link: string, number: number, { desk, signal }: Looking): Promise<string | null> {
  const rules = { ...desk.linkRules(enoughBytes), totalMs: patienceMs, idleMs: patienceMs };
  const to = join(desk.scratch, `report-link-${number}-${desk.clock().getTime()}`);
  const found = await fetchLink(link, to, rules, signal);
  await rm(to, { force: true });
  if (found.ok || ["link-too-large", "link-share-page", "link-empty"].includes(found.problem.code)) return null;
  return `${visibleText(link).slice(0, 120)}: ${found.problem.message}`;
}
