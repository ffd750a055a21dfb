import type { InputProblem, Kit } from "@gradmark/contract";
import { checkTeamName } from "./check-team-name.ts";
import { nearestName } from "./nearest-name.ts";
import { readTable, type TableRow } from "./read-table.ts";

/** A team and the addresses of its members, in the order of the file. */
export interface ListedTeam {
  name: string;
  members: string[];
}

/** What a list of teams holds. A team with a problem in any of its rows is not among `teams`. */
export interface ParsedTeams {
  teams: ListedTeam[];
  problems: InputProblem[];
}

/**
 * Reads a list of teams, `team,email`, a line for each member. Names are taken byte for byte and checked like names
 * that people type; a name that differs from another one of the file only in what nobody sees is a problem of its row.
 *
 * @param roster addresses of the people of the course; null takes every address
 */
export function parseTeams(
  bytes: Uint8Array,
  { size, roster }: { size: Kit["team"]; roster: readonly string[] | null },
): ParsedTeams {
  const table = readTable(bytes, { required: ["team", "email"] });
  if (!table.ok) return { teams: [], problems: table.problems };
  const list = new TeamList(roster);
  for (const row of table.value) list.add(row);
  return list.finish(size);
}

class TeamList {
  private readonly teams = new Map<string, ListedTeam & { row: number; good: boolean }>();
  private readonly teamOf = new Map<string, { team: string; row: number }>();
  private readonly known: ReadonlyMap<string, string> | null;
  private readonly problems: InputProblem[] = [];

  constructor(roster: readonly string[] | null) {
    this.known = roster && new Map(roster.map((email) => [email.toLowerCase(), email]));
  }

  add(row: TableRow): void {
    const name = row.cell("team");
    const email = row.cell("email").trim();
    const team = this.teams.get(name) ?? this.open(name, row.line);
    const problem = this.checkMember(name, email, row.line);
    if (problem === null) {
      team.members.push(this.known?.get(email.toLowerCase()) ?? email);
      this.teamOf.set(email.toLowerCase(), { team: name, row: row.line });
    } else {
      team.good = false;
      this.problems.push(problem);
    }
  }

  private open(name: string, row: number) {
    const check = checkTeamName(name, [...this.teams.keys()]);
    const hint = check.suggestion === null ? "" : ` Did you mean "${check.suggestion}"?`;
    for (const problem of check.problems)
      this.problems.push({ ...problem, row, message: `row ${row}: ${problem.message}${hint}` });
    const team = { name, members: [], row, good: check.ok };
    this.teams.set(name, team);
    return team;
  }

  private checkMember(team: string, email: string, row: number): InputProblem | null {
    const key = email.toLowerCase();
    if (email === "") return { code: "empty-cell", row, message: `row ${row}: the email is empty.` };
    if (this.known && !this.known.has(key)) {
      const nearest = nearestName(key, [...this.known.keys()]);
      const hint = nearest === null ? "Import the roster first." : `Did you mean ${nearest}?`;
      return { code: "unknown-person", row, message: `row ${row}: ${email} is not on the roster. ${hint}` };
    }
    const other = this.teamOf.get(key);
    if (other === undefined) return null;
    const where = other.team === team ? "in this team" : `in "${other.team}"`;
    return { code: "duplicate-name", row, message: `row ${row}: ${email} is ${where} already (row ${other.row}).` };
  }

  finish(size: Kit["team"]): ParsedTeams {
    for (const team of this.teams.values()) {
      if (team.members.length <= size.maxSize) continue;
      team.good = false;
      this.problems.push({
        code: "bad-name",
        row: team.row,
        message: `row ${team.row}: "${team.name}" has ${team.members.length} members; ${size.maxSize} are allowed.`,
      });
    }
    const good = [...this.teams.values()].filter((team) => team.good);
    return {
      teams: good.map(({ name, members }) => ({ name, members })),
      problems: this.problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    };
  }
}
