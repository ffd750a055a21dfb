import type { InputProblem, Kit, Parsed, Upload, UploadRole } from "@gradmark/contract";
import { type BlobStore, checkModel, checkReport, checkScript } from "@gradmark/course";
import { courseRefusal, insertUpload, selectUploads } from "@gradmark/db";
import { handInUpload } from "#features/hand-in/schema.ts";
import { viewUpload } from "#features/hand-in/view.ts";
import { refuse } from "../refusals.ts";
import type { Acceptor, UploadAnswer, UploadRequest } from "./acceptor.ts";

/**
 * A script, a report or a model file: stored, looked at without running or rendering it, and put on the check-list of
 * the team's hand-in. Nothing is handed in by this.
 */
export const acceptHandInFile: Acceptor = async ({ ctx, member, receive, query }) => {
  const { kind: role, name } = handInUpload.parse(query);
  const { course, team, person } = member;
  const { database, blobs } = ctx.house;
  const early = refuseHandInFile({ ctx, member });
  if (early) return early;
  const { handIn } = course.kit;
  const stored = await receive(handIn[role].maxBytes);
  const file = { name, ...stored };
  const checked = await check(role, handIn, { file, blobs, others: selectUploads(database, team.id) });
  if (!checked.ok) return { status: 422, body: refuseFile(checked.problems) };
  // The time of the decision, not of the first byte: an upload that arrives after the deadline is late.
  const now = new Date();
  const late = courseRefusal(course, now);
  if (late) return { status: 409, body: refuse(late, { course, now }) };
  const place = { courseId: course.id, teamId: team.id, role, uploadedBy: person.id };
  const upload = insertUpload(database, { ...place, ...file, now });
  const view = viewUpload(upload, new Map([[person.id, person.name]]));
  return { status: 201, body: { ok: true, upload: { ...view, found: checked.value } } };
};

/** What is refused anyway is refused before a megabyte is sent. */
export function refuseHandInFile({ ctx, member }: Pick<UploadRequest, "ctx" | "member">): UploadAnswer | null {
  const { course } = member;
  const code = courseRefusal(course, ctx.now);
  return code && { status: 409, body: refuse(code, { course, now: ctx.now }) };
}

interface Looked {
  file: { name: string; sha256: string; bytes: number };
  blobs: BlobStore;
  others: Upload[];
}

/** What the file was found to be, or what is wrong with it. */
async function check(
  role: UploadRole,
  handIn: Kit["handIn"],
  { file, blobs, others }: Looked,
): Promise<Parsed<object>> {
  if (role === "script") return checkScript(handIn, { name: file.name, bytes: await blobs.read(file.sha256) });
  if (role === "report") return checkReport(await blobs.read(file.sha256), reportOptions(handIn));
  const beside = others.filter((one) => one.role === "model" && one.name !== file.name);
  return checkModel(handIn, [...beside, file]);
}

/** `startPortal` says where the program lies that reads a PDF apart from this process. */
function reportOptions({ report }: Kit["handIn"]): Parameters<typeof checkReport>[1] {
  const reader = process.env.GRADMARK_REPORT_READER;
  return { maxBytes: report.maxBytes, ...(reader && { reader }) };
}

function refuseFile(problems: InputProblem[]) {
  const message = problems.map((problem) => problem.message).join(" ");
  return { ok: false, refusal: "bad-file", message, problems };
}
