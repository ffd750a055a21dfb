import superjson from "superjson";
import type { Person } from "#e2e/person.ts";

export type Kind = "query" | "mutation" | "subscription";

export interface Answer {
  status: number;
  /** The refusal of an answer that says `ok: false`. */
  refusal: string | null;
}

/** Calls a procedure by a bare request, as any program could. */
export async function askProcedure(
  person: Person,
  { path, kind }: { path: string; kind: Kind },
  input: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = superjson.serialize(input);
  if (kind === "mutation") return read(await person.post(`/api/trpc/${path}`, sent, headers));
  const query = `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(sent))}`;
  return kind === "query" ? read(await person.fetch(query, { headers })) : peek(person, query, headers);
}

/** The status of a stream that never ends by itself: a refusal is its first event, and ends it. */
async function peek(person: Person, query: string, headers: Record<string, string>): Promise<Answer> {
  const gone = new AbortController();
  const { body, status } = await person.fetch(query, { headers, signal: gone.signal });
  let text = "";
  const timer = setTimeout(() => gone.abort(), 1500);
  try {
    for await (const piece of body ?? []) text += new TextDecoder().decode(piece);
  } catch {
    // Cut by us: nobody was refused.
  }
  clearTimeout(timer);
  const [, refused] = /"httpStatus":(\d+)/.exec(text) ?? [];
  return { status: refused ? Number(refused) : status, refusal: null };
}

async function read(response: Response): Promise<Answer> {
  const body: { result?: { data?: { json?: { ok?: boolean; refusal?: string } | null } } } = await response.json();
  const value = body.result?.data?.json;
  return { status: response.status, refusal: value?.ok === false ? (value.refusal ?? "refused") : null };
}
