import type { InputProblem, Kit, MailItem } from "@gradmark/contract";
import { checkReport } from "../uploads/check-report.ts";
import { checkScript } from "../uploads/check-script.ts";
import type { MailFile } from "./read-mail.ts";

/** The script and the report among the files of a mail, and what is to be said about them and the rest. */
export interface PickedFiles {
  script: MailFile | null;
  report: MailFile | null;
  reasons: MailItem["reasons"];
}

/** Picks a hand-in out of a mail's files by the rules of the portal: names, sizes, a report that opens. */
export async function pickFiles(handIn: Kit["handIn"], files: readonly MailFile[]): Promise<PickedFiles> {
  const scripts = files.filter((file) => Object.hasOwn(handIn.script.names, file.name));
  const reports = files.filter((file) => /\.pdf$/i.test(file.name));
  const reasons: MailItem["reasons"] = [];
  const script = pickScript(handIn, scripts, reasons);
  const report = await pickReport(handIn, reports, reasons);
  for (const { name } of files)
    if (name !== script?.name && name !== report?.name && !scripts.concat(reports).some((one) => one.name === name))
      reasons.push({ code: "file-ignored", message: `The file "${name}" is no part of a hand-in and was left out.` });
  return { script, report, reasons };
}

function pickScript(
  handIn: Kit["handIn"],
  scripts: readonly MailFile[],
  reasons: MailItem["reasons"],
): MailFile | null {
  const names = Object.keys(handIn.script.names).join(", ");
  const [script, second] = scripts;
  if (script === undefined) {
    reasons.push({
      code: "script-missing",
      message: `No file is called ${names}. Attach the script itself, no archive.`,
    });
    return null;
  }
  if (second !== undefined) {
    reasons.push({ code: "script-bad", message: `There are ${scripts.length} scripts; attach one.` });
    return null;
  }
  const checked = checkScript(handIn, script);
  if (checked.ok) return script;
  reasons.push({ code: "script-bad", message: messages(checked.problems) });
  return null;
}

async function pickReport(
  handIn: Kit["handIn"],
  reports: readonly MailFile[],
  reasons: MailItem["reasons"],
): Promise<MailFile | null> {
  const [report, second] = reports;
  if (report === undefined) {
    reasons.push({ code: "report-missing", message: "No PDF is attached. Attach the report as PDF." });
    return null;
  }
  if (second !== undefined) {
    reasons.push({ code: "report-bad", message: `There are ${reports.length} PDF files; attach the report alone.` });
    return null;
  }
  const checked = await checkReport(report.bytes, { maxBytes: handIn.report.maxBytes });
  if (checked.ok) return report;
  reasons.push({ code: "report-bad", message: messages(checked.problems) });
  return null;
}

function messages(problems: readonly InputProblem[]): string {
  return problems.map((problem) => problem.message).join(" ");
}
