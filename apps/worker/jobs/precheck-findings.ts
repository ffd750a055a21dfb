import type { Course, ModelLink, PrecheckFinding, RerunVerdict, StoredFile } from "@gradmark/contract";
import { checkModel } from "@gradmark/course";
import { type Database, selectEntry } from "@gradmark/db";
import { visibleText } from "@gradmark/grader";

/** What is to be said of each thing that a grader looks at, but for the report. */
export function describeScript(script: StoredFile | null, { kit }: Course): PrecheckFinding {
  const names = Object.keys(kit.handIn.script.names).join(", ");
  if (script === null)
    return finding("script", "bad", `There is no result script. Upload one; it must be called ${names}.`);
  return finding("script", "good", `${script.name}, ${count(script.bytes)} bytes of UTF-8 text.`);
}

export function describeModels(
  models: readonly StoredFile[],
  link: ModelLink | null,
  { kit }: Course,
): PrecheckFinding[] {
  const pin = link?.pin;
  const all = [...models.filter(({ name }) => name !== pin?.name), ...(pin ? [pin] : [])];
  if (all.length === 0)
    return link ? [] : [finding("model", "note", "There is no model file. Good only when your script needs none.")];
  const checked = checkModel(kit.handIn, all);
  if (!checked.ok) return checked.problems.map(({ message }) => finding("model", "bad", message));
  const names = all.map(({ name }) => name).join(", ");
  return [finding("model", "good", `${names}: ${count(checked.value.bytes)} bytes under GRADMARK_MODEL.`)];
}

export function describeLink(link: ModelLink | null): PrecheckFinding[] {
  if (link === null) return [];
  const { pin, problem } = link;
  if (!pin) return [finding("links", "bad", `The link to your model: ${problem?.message ?? "it gives no file."}`)];
  const what = `${pin.name}, ${count(pin.bytes)} bytes, SHA-256 ${pin.sha256}`;
  return [
    finding("links", "good", `The link to your model gives ${what}. The file is fetched and kept when you hand in.`),
  ];
}

export function describeEntry(id: string | null, { db, course }: { db: Database; course: Course }): PrecheckFinding {
  if (id === null)
    return finding("entry", "note", "Your team has no scored entry, so there is nothing to compare your script with.");
  const { fileName, createdAt } = selectEntry(db, id);
  const when = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: course.timeZone,
  }).format(createdAt);
  return finding("entry", "good", `Compared with ${visibleText(fileName)} of ${when} (${course.timeZone}).`);
}

/** The first sentence of the verdict, which says by numbers how far the script makes the entry. */
export function describeRun(verdict: RerunVerdict | null): PrecheckFinding[] {
  if (verdict === null) return [];
  const { outcome, reasons } = verdict;
  const state = outcome === "differs" || outcome === "rejected" ? "bad" : "good";
  return [finding("rerun", state, reasons.map(({ message }) => message).join(" "))];
}

export function finding(
  topic: PrecheckFinding["topic"],
  state: PrecheckFinding["state"],
  message: string,
): PrecheckFinding {
  return { topic, state, message };
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
