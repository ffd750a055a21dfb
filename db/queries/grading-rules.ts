import { type RulesVersion, rulesVersion } from "@gradmark/contract";
import { desc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { gradingRules } from "../schema/grading-rules.ts";

/** The rules that hold; undefined while nobody has changed the kit's. */
export function selectOptionalGradingRules(db: Database, courseId: string): RulesVersion | undefined {
  const row = db.orm
    .select()
    .from(gradingRules)
    .where(eq(gradingRules.courseId, courseId))
    .orderBy(desc(gradingRules.version))
    .limit(1)
    .get();
  return row && rulesVersion.parse(row);
}

/** Every version, newest first. */
export function selectRulesVersions(db: Database, courseId: string): RulesVersion[] {
  const rows = db.orm
    .select()
    .from(gradingRules)
    .where(eq(gradingRules.courseId, courseId))
    .orderBy(desc(gradingRules.version))
    .all();
  return rows.map((row) => rulesVersion.parse(row));
}

/** Rules from now on; versions count from 1, the kit's own rules are version 0. */
export function insertGradingRules(
  db: Database,
  { courseId, rules, why, createdBy, now }: Omit<RulesVersion, "version" | "createdAt"> & { now: Date },
): number {
  const version = (selectOptionalGradingRules(db, courseId)?.version ?? 0) + 1;
  db.orm.insert(gradingRules).values({ courseId, version, rules, why, createdBy, createdAt: now }).run();
  return version;
}
