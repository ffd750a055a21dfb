import { join } from "node:path";
import type { NextConfig } from "next";

/** Headers of every response; pages get their content security policy, with a nonce, from proxy.ts. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** What an API or a download answers is never a page: nothing in it may run, whatever its bytes are. */
const neverAPage = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; sandbox" };

const config: NextConfig = {
  poweredByHeader: false,
  // Scripts and styles are compressed by server/serve/static-files.ts; pages hold secrets and are not compressed at all.
  compress: false,
  // tsc and Biome check the portal with the rest of the tree (`npm run check`): a build does not do it twice.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node itself, so that one copy serves every route: start-portal.ts has it loaded before the first answer.
  serverExternalPackages: ["mathjs"],
  turbopack: { root: join(import.meta.dirname, "../..") },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/api/:path*", headers: [neverAPage] },
  ],
};

export default config;
