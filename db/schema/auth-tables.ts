import { account } from "./account.ts";
import { session } from "./session.ts";
import { user } from "./user.ts";
import { verification } from "./verification.ts";

/** The tables that better-auth's drizzle adapter reads and writes, by the names that it uses. */
export const authTables = { user, session, account, verification };
