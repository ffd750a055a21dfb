import type {
  Course,
  HandIn,
  Job,
  ModelLink,
  PinnedFile,
  StoredFile,
  Upload,
  UploadRole,
  WorkState,
} from "@gradmark/contract";

/** A file on the check-list. */
export interface FileView {
  id: string;
  role: UploadRole;
  name: string;
  bytes: number;
  sha256: string;
  by: string | null;
  at: Date;
}

export function viewUpload(upload: Upload, names: ReadonlyMap<string, string>): FileView {
  const { id, role, name, bytes, sha256, uploadedBy, createdAt } = upload;
  return { id, role, name, bytes, sha256, by: names.get(uploadedBy) ?? null, at: createdAt };
}

/** What the kit asks for. */
export interface Requirements {
  scriptNames: string[];
  scriptBytes: number;
  reportBytes: number;
  modelBytes: number;
  modelFiles: number;
  wallMs: number;
}

export function viewRequirements({ kit }: Course): Requirements {
  const { script, report, model, limits } = kit.handIn;
  return {
    scriptNames: Object.keys(script.names),
    scriptBytes: script.maxBytes,
    reportBytes: report.maxBytes,
    modelBytes: model.maxBytes,
    modelFiles: model.maxFiles,
    wallMs: limits.wallMs,
  };
}

/** What was handed in, when, by whom, with the hashes that prove it. */
export interface ReceiptView {
  id: string;
  submittedAt: Date;
  by: string | null;
  files: (StoredFile & { role: UploadRole })[];
  link: LinkView | null;
  state: WorkState;
  replaced: boolean;
}

/** A link that was handed in: fetched and kept, not yet fetched, or why it gave no file. */
export interface LinkView {
  url: string;
  pin: PinnedFile | null;
  problem: string | null;
}

export function viewLink({ url, pin, problem }: ModelLink): LinkView {
  return { url, pin, problem: problem?.message ?? null };
}

export function viewReceipt(handIn: HandIn, names: ReadonlyMap<string, string>): ReceiptView {
  const { id, submittedAt, submittedBy, script, report, models, link, state, replacedBy } = handIn;
  const files: ReceiptView["files"] = [
    { ...script, role: "script" },
    ...(report ? [{ ...report, role: "report" as const }] : []),
    ...models.map((model) => ({ ...model, role: "model" as const })),
  ];
  const by = (submittedBy && names.get(submittedBy)) ?? null;
  return { id, submittedAt, by, files, link: link && viewLink(link), state, replaced: replacedBy !== null };
}

/** Whether what stands on the check-list is what was handed in last: then there is nothing to hand in. */
export function isHandedIn(uploads: FileView[], link: string | null, receipt: ReceiptView | null): boolean {
  if (!receipt || (receipt.link?.url ?? null) !== link) return false;
  const key = ({ role, name, sha256 }: { role: UploadRole; name: string; sha256: string }) =>
    `${role} ${name} ${sha256}`;
  const handedIn = new Set(receipt.files.map(key));
  return uploads.length === receipt.files.length && uploads.every((upload) => handedIn.has(key(upload)));
}

/** What is said of a check while it waits or runs, and of its end when it brought no verdict. */
export interface CheckView {
  state: WorkState;
  queue: { place: number; waiting: number } | null;
  startedAt: Date | null;
  step: string | null;
  done: number | null;
  total: number | null;
  /** The last line that the script has printed so far. */
  line: string | null;
  /** A sentence; of our own failures only that they are ours. */
  reason: string | null;
  cancelAsked: boolean;
}

export function viewCheck(job: Job, queue: CheckView["queue"]): CheckView {
  const { state, startedAt, progress, reason, cancelAsked } = job;
  return {
    state,
    queue,
    startedAt: state === "running" ? startedAt : null,
    step: progress?.step ?? null,
    done: progress?.done ?? null,
    total: progress?.total ?? null,
    line: progress?.line ?? null,
    reason: reason && (reason.class === "host" ? hostReason(state) : reason.message),
    cancelAsked,
  };
}

/** Messages of our own failures are for the staff: they may name paths and machines. */
function hostReason(state: WorkState): string {
  return state === "faulted"
    ? "Our side failed three times, not your script. Your hand-in is safe and counts; the staff sees it and has it checked again."
    : "Our side failed, not your script. It runs again by itself.";
}
