export { main, runCommandLine } from "./main.ts";
