import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import type { UniversityConfig } from "./account-policy.ts";

/** The name of the service in the addresses of call-backs and in the table of ways to sign in. */
export const universityId = "university";

const discovery = z.object({ issuer: z.string(), userinfo_endpoint: z.url() });
export type Discovery = z.infer<typeof discovery>;

/** The discovery document of an issuer (OpenID Connect Discovery 1.0, section 4.1). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
}

/**
 * Asks the service how to reach it. @throws when it does not answer within 5 s, or names itself otherwise than it is
 * configured: who could make us ask another service could sign in as anybody (Discovery 1.0, section 4.3).
 */
export async function discover({ issuer }: UniversityConfig): Promise<Discovery> {
  const response = await fetch(discoveryUrl(issuer), { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`the discovery document answers with status ${response.status}`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error(`the discovery document is of another issuer: ${found.issuer}`);
  return found;
}

/** The service for better-auth: discovery, PKCE, a nonce, and ID tokens whose signature is checked. */
export function universityPlugin(config: UniversityConfig, found: Discovery, { verify }: { verify: boolean }) {
  return genericOAuth({
    config: [
      {
        providerId: universityId,
        discoveryUrl: discoveryUrl(config.issuer),
        requireIdTokenVerification: true,
        clientId: config.clientId,
        ...(config.clientSecret !== undefined && { clientSecret: config.clientSecret }),
        ...(config.clientSecret === undefined && { tokenEndpointAuth: { method: "none" as const } }),
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireEmailVerification: verify,
        getUserInfo: async ({ idToken, accessToken }) => {
          // What is missing here was refused before: an ID token is verified only where there is one.
          if (!idToken || !accessToken) return null;
          const claims = await readClaims({ idToken, accessToken, userInfo: found.userinfo_endpoint });
          return claims && viewClaims(claims, config);
        },
      },
    ],
  });
}

const claims = z.object({
  sub: z.string().min(1),
  email: z.email().optional(),
  // Some services write the truth as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});
type Claims = z.infer<typeof claims>;

/**
 * What the service says of the person. The user-info answer counts only if it is of the person whom the signed token
 * names (OpenID Connect Core 1.0, section 5.3.2).
 */
async function readClaims(place: { idToken: string; accessToken: string; userInfo: string }): Promise<Claims | null> {
  const [, payload = ""] = place.idToken.split(".");
  const signed = claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  if (signed.email !== undefined) return signed;
  const response = await fetch(place.userInfo, {
    headers: { authorization: `Bearer ${place.accessToken}` },
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) return null;
  const told = claims.parse(await response.json());
  return told.sub === signed.sub ? told : null;
}

function viewClaims({ sub, email, email_verified, name, preferred_username }: Claims, config: UniversityConfig) {
  return {
    sub,
    id: sub,
    ...(email !== undefined && { email }),
    emailVerified: config.trustsEmail || email_verified === true,
    name: (name ?? preferred_username ?? email ?? sub).slice(0, 100),
  };
}
