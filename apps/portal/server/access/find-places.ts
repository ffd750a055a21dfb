import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const app = join(import.meta.dirname, "../../app");

/** Folders below `app` that hold a file of this name: `page.tsx` or `route.ts`. */
export function findPlaces(name: string): string[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === name)
    .map((entry) => relative(app, entry.parentPath));
}

/** `METHOD place` of every route handler. */
export function findRoutes(): string[] {
  return findPlaces("route.ts").flatMap((place) => {
    const source = readFileSync(join(app, place, "route.ts"), "utf8");
    const methods = [...source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm)].map(
      ([, name]) => name,
    );
    if (methods.length === 0) throw new Error(`${place}/route.ts exports its methods in a way that nobody can list.`);
    return methods.map((method) => `${method} ${place}`);
  });
}
