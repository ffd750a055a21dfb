export type { AppRouter } from "./server/root.ts";
export { type RunningPortal, startPortal } from "./server/serve/start-portal.ts";
export { hashSecret, makeSecret } from "./server/tokens/token.ts";
