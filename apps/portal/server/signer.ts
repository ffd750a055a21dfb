import { createHmac } from "node:crypto";

/** A signature for a text, different for each purpose; nobody without the portal's secret can make one. */
export type Signer = (purpose: string, text: string) => string;

/** HMAC-SHA256 under a key that is derived for each purpose, so that the secret itself signs nothing but keys. */
export function createSigner(secret: string): Signer {
  const derive = (purpose: string) => createHmac("sha256", secret).update(`gradmark ${purpose}`).digest();
  return (purpose, text) => createHmac("sha256", derive(purpose)).update(text).digest("base64url");
}
