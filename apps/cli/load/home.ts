import { chownSync, lchownSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Course } from "@gradmark/contract";
import { type Database, openDatabase, selectCourses, selectOptionalCourseBySlug } from "@gradmark/db";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

/** The opened data folder, closed at the end of a `using` block. */
export interface OpenHome extends Disposable {
  db: Database;
  /** Absolute path of a place in the data folder. */
  path(...parts: string[]): string;
}

/** Opens the data folder, which is created when absent. */
export function openHome(context: CliContext): OpenHome {
  mkdirSync(context.home, { recursive: true, mode: 0o755 });
  const db = openDatabase({ file: join(context.home, "gradmark.sqlite") });
  return {
    db,
    path: (...parts) => join(context.home, ...parts),
    [Symbol.dispose]: () => {
      db.close();
      keepOwner(context.home);
    },
  };
}

/**
 * What root adds to a data folder that the service's user owns is given to that user, so that the portal can go on
 * writing beside it.
 */
function keepOwner(home: string): void {
  const { uid, gid } = statSync(home);
  if (process.getuid?.() !== 0 || uid === 0) return;
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) lchownSync(path, uid, gid);
    else if (statSync(path).uid === 0) chownSync(path, uid, gid);
  }
}

/** A course by its name or its short name in addresses. */
export function findCourse(db: Database, name: string | undefined): Course {
  if (name === undefined) throw new UsageError("say which course: --course NAME");
  const course = selectOptionalCourseBySlug(db, name) ?? selectCourses(db).find((one) => one.name === name);
  if (course) return course;
  const names = selectCourses(db).map((one) => one.slug);
  throw new UsageError(
    `there is no course "${name}"; there ${names.length === 0 ? "is none yet" : `are ${names.join(", ")}`}`,
  );
}
