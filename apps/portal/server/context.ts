import type { Person } from "@gradmark/contract";
import { selectPerson } from "@gradmark/db";
import { type House, openHouse } from "./house.ts";

/** What every procedure and page knows of its request. */
export interface Context {
  readonly house: House;
  /** Who is signed in. */
  readonly person: Person | null;
  /** The session by which they are; absent where a test or a program asks in this process. */
  readonly sessionId?: string | undefined;
  /** The server's clock, read once: all decisions of a request are of one instant. */
  readonly now: Date;
}

export async function createContext({ headers }: { headers: Headers }): Promise<Context> {
  const house = openHouse();
  const session = await house.auth.api.getSession({ headers });
  const now = new Date();
  if (!session) return { house, person: null, now };
  return { house, person: selectPerson(house.database, session.user.id), sessionId: session.session.id, now };
}
