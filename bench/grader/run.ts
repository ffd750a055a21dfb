import { measureScoring } from "./scoring.ts";
import { measureStart } from "./start.ts";

await measureStart();
await measureScoring();
