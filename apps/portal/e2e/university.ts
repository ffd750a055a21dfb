import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the university knows of a person, by the name they sign in with. */
export type Students = Record<string, { email?: string; email_verified?: boolean; name?: string }>;

export interface University extends AsyncDisposable {
  issuer: string;
  /** Which portal may send people here; the service answers from then on. */
  admit(portalUrl: string): void;
}

export const clientId = "gradmark";
export const clientSecret = "a-secret-of-the-client";

/** A real OpenID provider (the certified npm package oidc-provider) on a free port of this machine. */
export async function startUniversity(students: Students): Promise<University> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    admit: (portalUrl) => {
      const answer = openProvider(issuer, portalUrl, students).callback();
      server.on("request", (request, response) => void answer(request, response));
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function openProvider(issuer: string, portalUrl: string, students: Students): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portalUrl}/api/auth/callback/university`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    // A code without its proof is refused: who steals it from an address bar can do nothing with it.
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...students[id] }) }),
    cookies: { keys: ["a key of the test"] },
    // Its own pages for signing in: the name is taken, any password will do.
    features: { devInteractions: { enabled: true } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
}
