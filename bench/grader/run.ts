import { measureReruns } from "./reruns.ts";
import { measureScoring } from "./scoring.ts";
import { measureStart } from "./start.ts";

await measureStart();
await measureReruns();
await measureScoring();
