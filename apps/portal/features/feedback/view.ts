import {
  type CommentPlace,
  decodeText,
  type GradingRules,
  type HandInComment,
  type Mark,
  type PartRelease,
  type RegradeRequest,
} from "@gradmark/contract";
import { markPoints, rubricOf } from "@gradmark/course";

/** What people said of one part, from the moment at which it is released; before it nothing is there. */
export interface PartFeedback {
  part: string;
  title: string;
  /** What is looked for, also before anything is graded. */
  items: ItemView[];
  /** Null until the part is released and its mark is done. */
  mark: MarkView | null;
  comments: CommentView[];
  requests: RequestView[];
  /** Until when another look may be asked for; null when it may not now. */
  regradeUntil: Date | null;
}

export interface ItemView {
  id: string;
  title: string;
  description: string;
  points: number;
  /** What it brought; null when it does not apply, or nothing is released. */
  given: number | null;
}

export interface MarkView {
  points: number;
  cap: number;
  extra: number;
  /** The sum line by line. */
  lines: { label: string; points: number; why: string }[];
  comment: string;
}

export interface CommentView {
  id: string;
  text: string;
  place: CommentPlace;
  /** The lines of code that it speaks of. */
  code: { number: number; text: string }[];
}

export interface RequestView {
  id: string;
  state: RegradeRequest["state"];
  text: string;
  answer: string;
  askedAt: Date;
  answeredAt: Date | null;
  /** Points before and after the answer. */
  points: { before: number; after: number } | null;
}

interface Known {
  release: PartRelease | undefined;
  marks: readonly Mark[];
  comments: readonly HandInComment[];
  requests: readonly RegradeRequest[];
  /** The script as it was handed in. */
  script: { name: string; bytes: Uint8Array } | null;
  now: Date;
}

/** Null for a part that no person grades. Who graded is never told, and nothing of what is for the staff. */
export function viewPart(part: GradingRules["parts"][number], known: Known): PartFeedback | null {
  const rubric = rubricOf(part);
  if (!rubric) return null;
  const { release, now } = known;
  const mark = release && known.marks.find((one) => one.part === part.id && one.state === "done");
  const sum = mark && markPoints(rubric, mark);
  const { regradeUntil = null } = release ?? {};
  return {
    part: part.id,
    title: part.title,
    items: rubric.items.map(({ id, title, description = "", points }) => {
      const applied = mark?.applied.find(({ item }) => item === id);
      return { id, title, description, points, given: applied ? (applied.points ?? points) : null };
    }),
    mark: mark && sum ? viewMark(mark, sum, rubric.cap) : null,
    comments: release ? known.comments.filter((one) => one.part === part.id).flatMap(viewComment(known.script)) : [],
    requests: known.requests.filter((one) => one.part === part.id).map(viewRequest),
    regradeUntil: mark && regradeUntil !== null && now < regradeUntil ? regradeUntil : null,
  };
}

function viewMark({ comment }: Mark, { points, extra, lines }: ReturnType<typeof markPoints>, cap: number): MarkView {
  const said = lines.map(({ label, amount, why }) => ({ label, points: amount / 100, why }));
  return { points: points / 100, cap, extra: extra / 100, lines: said, comment };
}

/** Of comments for the staff not even their number is told. */
function viewComment(script: Known["script"]): (comment: HandInComment) => CommentView[] {
  return ({ id, text, place, audience }) =>
    audience === "team" ? [{ id, text, place, code: place.kind === "lines" ? quote(script, place) : [] }] : [];
}

const mostLines = 40;

function quote(script: Known["script"], { file, from, to }: CommentPlace & { kind: "lines" }): CommentView["code"] {
  if (script?.name !== file) return [];
  const decoded = decodeText(script.bytes, Number.MAX_SAFE_INTEGER);
  if (!decoded.ok) return [];
  const lines = decoded.value.split("\n").slice(from - 1, Math.min(to, from - 1 + mostLines));
  return lines.map((text, k) => ({ number: from + k, text: text.replace(/\r$/, "") }));
}

function viewRequest(request: RegradeRequest): RequestView {
  const { id, state, text, answer, askedAt, answeredAt, pointsBefore, pointsAfter } = request;
  const points =
    pointsBefore === null || pointsAfter === null ? null : { before: pointsBefore / 100, after: pointsAfter / 100 };
  return { id, state, text, answer, askedAt, answeredAt, points };
}
