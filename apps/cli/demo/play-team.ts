import { setTimeout as sleep } from "node:timers/promises";
import type { GradientVerdictName } from "@gradmark/contract";
import { PortalClient } from "./portal-client.ts";
import type { TeamMaterial } from "./team-material.ts";
import type { DemoTeam } from "./teams.ts";

export interface PlayedTeam {
  gradients: { problem: string; slot: string; verdict: GradientVerdictName }[];
}

/** Everything that a team does in the portal, by its public HTTP interface, until its script has been rerun. */
export async function playTeam(
  team: DemoTeam,
  material: TeamMaterial,
  place: { url: string; course: string },
  signal: AbortSignal,
): Promise<PlayedTeam> {
  const { course } = place;
  const client = await registerTeam(team, place);
  await client.upload({ course, kind: "entry", name: "predictions.csv", description: team.conduct }, material.entry);
  const gradients = await typeAnswers(team, client, course);
  const entry = await waitForScore(client, course, signal);
  expectOk(await client.api.entries.chooseFinal.mutate({ course, entries: [entry] }));
  await handIn(client, material, course);
  await waitForRerun(client, course, signal);
  return { gradients };
}

async function registerTeam(team: DemoTeam, { url, course }: { url: string; course: string }): Promise<PortalClient> {
  const client = new PortalClient(url);
  const email = `${team.name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}@example.org`;
  await client.register({ name: `${team.name}, first member`, email, password: `demo ${crypto.randomUUID()}` });
  await client.api.course.join.mutate({ course });
  expectOk(await client.api.team.create.mutate({ course, name: team.name }));
  return client;
}

async function typeAnswers(team: DemoTeam, client: PortalClient, course: string): Promise<PlayedTeam["gradients"]> {
  const gradients: PlayedTeam["gradients"] = [];
  for (const { problem, slot, answer } of team.answers) {
    const checked = await client.api.gradients.check.mutate({ course, problem, slot, answer });
    const verdict = checked.ok ? checked.verdict.verdict : null;
    if (verdict === null) throw new Error(`the portal gave no verdict for ${problem}/${slot}`);
    gradients.push({ problem, slot, verdict });
  }
  return gradients;
}

async function waitForScore(client: PortalClient, course: string, signal: AbortSignal): Promise<string> {
  const [entry] = await waitUntil(signal, async () => {
    const { entries } = await client.api.entries.list.query({ course });
    return entries.every((one) => isEnded(one.state)) ? entries : null;
  });
  if (entry?.state !== "done") throw new Error(`the entry ended as ${entry?.state}`);
  return entry.id;
}

async function handIn(client: PortalClient, material: TeamMaterial, course: string): Promise<void> {
  await client.upload({ course, kind: "script", name: material.script.name }, material.script.bytes);
  await client.upload({ course, kind: "report", name: "report.pdf" }, material.report);
  await client.upload({ course, kind: "model", name: "model.bin" }, material.model);
  expectOk(await client.api.handIn.submit.mutate({ course }));
}

async function waitForRerun(client: PortalClient, course: string, signal: AbortSignal): Promise<void> {
  await waitUntil(signal, async () => {
    const { handIn } = await client.api.result.show.query({ course });
    return handIn && isEnded(handIn.receipt.state) ? handIn : null;
  });
}

function isEnded(state: string): boolean {
  return state !== "waiting" && state !== "running";
}

/** Asks twice a second, for five minutes at most. */
async function waitUntil<T>(signal: AbortSignal, ask: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + 5 * 60_000;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== null) return answer;
    await sleep(500, undefined, { signal });
  }
  throw new Error("the portal did not come to an end within five minutes");
}

function expectOk(answer: { ok: boolean; message?: string }): void {
  if (!answer.ok) throw new Error(`the portal refused: ${answer.message}`);
}
