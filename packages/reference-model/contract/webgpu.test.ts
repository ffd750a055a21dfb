import { engineContract } from "./engine-contract.ts";

await engineContract("webgpu");
