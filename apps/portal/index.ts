export type { AppRouter } from "./server/root.ts";
export { buildPortal } from "./server/serve/build-portal.ts";
export { type RunningPortal, startPortal } from "./server/serve/start-portal.ts";
