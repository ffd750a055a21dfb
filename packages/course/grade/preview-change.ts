import type { GradeMove, GradeSheet, ProposedChange } from "@gradmark/contract";
import type { StoredTeam } from "./collect-evidence.ts";
import { type GradingScheme, gradeSheet } from "./grade-sheet.ts";
import { toHundredths } from "./hundredths.ts";

/**
 * Whose points a change would move, from and to what, and by which parts: every team's grade is computed twice from
 * stored rows, as they are and as they would be. Nothing is written. Teams that do not move are left out.
 */
export function previewChange(
  scheme: GradingScheme,
  teams: readonly StoredTeam[],
  change: ProposedChange,
): GradeMove[] {
  const changed = { ...scheme, rules: change.rules ?? scheme.rules };
  return teams.flatMap((team) =>
    movesOf(team, gradeSheet(scheme, team), gradeSheet(changed, changeTeam(team, change))),
  );
}

/** The rows of a team as they would be after the change. */
function changeTeam(
  team: StoredTeam,
  { addAdjustments, revokeAdjustments, verdicts, scores }: ProposedChange,
): StoredTeam {
  const { adjustments, handIn, finalEntries, benchmark } = team;
  const revoked = new Set(revokeAdjustments);
  const added = (addAdjustments ?? []).filter(({ teamId }) => teamId === team.teamId);
  const verdict = verdicts?.find(({ handInId }) => handInId === handIn?.id)?.verdict;
  const rescore = <Row extends { id: string }>(row: Row): Row => {
    const found = scores?.find(({ entryId }) => entryId === row.id);
    return found ? { ...row, publicScore: found.publicScore, privateScore: found.privateScore } : row;
  };
  return {
    ...team,
    adjustments: [
      ...adjustments.filter(({ id }) => !revoked.has(id)),
      ...added.map((one, k) => ({
        ...one,
        id: `new-${k}`,
        courseId: "",
        createdBy: "",
        createdAt: epoch,
        revokedAt: null,
      })),
    ],
    handIn:
      handIn && verdict ? { ...handIn, verdict, state: verdict.outcome === "rejected" ? "failed" : "done" } : handIn,
    finalEntries: finalEntries.map(rescore),
    benchmark: benchmark && rescore(benchmark),
  };
}

const epoch = new Date(0);

function movesOf({ teamId, members }: StoredTeam, before: GradeSheet, after: GradeSheet): GradeMove[] {
  const why = reasons(before, after);
  const ofTeam = { teamId, userId: null, before: cents(before), after: cents(after), why };
  const own = members
    .map((userId) => ({
      ...ofTeam,
      userId,
      before: cents(sheetOf(before, userId)),
      after: cents(sheetOf(after, userId)),
    }))
    .filter((one) => one.before !== ofTeam.before || one.after !== ofTeam.after);
  return [ofTeam, ...own].filter((one) => one.before !== one.after || (one.userId === null && why.length > 0));
}

function sheetOf(sheet: GradeSheet, userId: string): { points: number } {
  return sheet.members.find((one) => one.userId === userId) ?? sheet;
}

/** Points so far: a total that is still open can move too. */
function cents({ points }: { points: number }): number {
  return toHundredths(points);
}

function reasons(before: GradeSheet, after: GradeSheet): string[] {
  const ids = [...new Set([...before.parts, ...after.parts].map(({ id }) => id))];
  const parts = ids.flatMap((id) => {
    const [was, is] = [before.parts, after.parts].map((all) => all.find((one) => one.id === id));
    if (was?.points === is?.points && was?.open === is?.open) return [];
    return [
      `${is?.title ?? was?.title ?? id}: ${say(was)} → ${say(is)}. ${is?.why ?? "The part is no longer graded."}`,
    ];
  });
  const moved = (sheet: GradeSheet) => sheet.points - sheet.parts.reduce((sum, { points }) => sum + points, 0);
  const [was, is] = [moved(before), moved(after)].map((value) => Math.round(value * 100) / 100);
  return was === is ? parts : [...parts, `Adjustments of the total: ${was} → ${is}.`];
}

function say(part: { points: number; open: number } | undefined): string {
  if (!part) return "none";
  return part.open > 0 ? `${part.points} (${part.open} open)` : `${part.points}`;
}
