import type { Kit } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { addUser, later, noon, type OpenCourse, openCourse, predictions, score } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  askTeam,
  chooseFinalEntries,
  createTeam,
  decideTeamRequest,
  joinTeam,
  leaseNextJob,
  leaveTeam,
  passCaptaincy,
  recordScore,
  removeTeamMember,
  selectBoard,
  selectBoardSteps,
  selectFinalEntries,
  selectLedger,
  selectOpenRequestsTo,
  selectOptionalTeamOf,
  selectTeam,
  selectTeamMembers,
  selectTeamRole,
  selectTeams,
  selectTries,
  submitAnswer,
  submitEntry,
  teamLock,
  withdrawTeamRequest,
} from "../index.ts";

const pairs: Kit = { ...smallKit, team: { minSize: 2, maxSize: 3 } };
const day = 86_400_000;

function upload({ db }: OpenCourse, { team, userId }: { team: { id: string }; userId: string }, now = noon) {
  return submitEntry(db, { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now });
}

function addMember(small: OpenCourse, teamId: string, name: string): string {
  const userId = addUser(small.db, name);
  const joined = joinTeam(small.db, { teamId, userId, now: noon });
  if (!joined.ok) throw new Error(joined.refusal);
  return userId;
}

/** A team of two, the smallest that is admitted. */
function addPair(small: OpenCourse, name: string) {
  const made = small.addTeam(name);
  return { ...made, second: addMember(small, made.team.id, `${name} 2`) };
}

describe("leaving a team", () => {
  it("hands the lead to whoever is longest in it, and takes the admission back when too few stay", () => {
    using small = openCourse(":memory:", pairs);
    const { team, userId, second } = addPair(small, "A");
    expect(selectTeam(small.db, team.id).admittedAt).toEqual(noon);
    expect(leaveTeam(small.db, { teamId: team.id, userId, now: noon })).toEqual({ ok: true, dissolved: false });
    expect(selectTeamRole(small.db, { teamId: team.id, userId: second })).toBe("captain");
    expect(selectTeam(small.db, team.id).admittedAt).toBeNull();
    expect(selectOptionalTeamOf(small.db, { courseId: small.course.id, userId })).toBeUndefined();
  });

  it("as the last member frees the name of a team that did nothing", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    expect(leaveTeam(small.db, { teamId: team.id, userId, now: noon })).toEqual({ ok: true, dissolved: true });
    const again = createTeam(small.db, { courseId: small.course.id, name: "A", createdBy: userId, now: noon });
    expect(again.ok).toBe(true);
  });

  it("is refused once the team has used a try, which a new team would bring back", () => {
    using small = openCourse(":memory:", pairs);
    const made = addPair(small, "A");
    expect(upload(small, made).ok).toBe(true);
    for (const userId of [made.userId, made.second])
      expect(leaveTeam(small.db, { teamId: made.team.id, userId, now: noon })).toEqual({
        ok: false,
        refusal: "team-has-started",
      });
  });

  it("is refused to the last member of a team in whose name something was answered", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const place = { courseId: small.course.id, teamId: team.id, userId, problem: "softmax", slot: "same" };
    submitAnswer(small.db, {
      given: { ...place, answer: "x", format: "auto", verdict: "incorrect", detail: {} },
      now: noon,
    });
    expect(leaveTeam(small.db, { teamId: team.id, userId, now: noon })).toMatchObject({ refusal: "last-member" });
  });
});

describe("a captain", () => {
  it("removes members and passes the lead on; a member can do neither", () => {
    using small = openCourse(":memory:", pairs);
    const { team, userId, second } = addPair(small, "A");
    const third = addMember(small, team.id, "A 3");
    const place = { teamId: team.id, now: noon };
    expect(removeTeamMember(small.db, { ...place, userId: third, by: second })).toMatchObject({
      refusal: "captain-only",
    });
    expect(passCaptaincy(small.db, { ...place, userId: third, by: second })).toMatchObject({
      refusal: "captain-only",
    });
    expect(removeTeamMember(small.db, { ...place, userId: third, by: userId }).ok).toBe(true);
    expect(passCaptaincy(small.db, { ...place, userId: third, by: userId })).toMatchObject({ refusal: "not-in-team" });
    expect(passCaptaincy(small.db, { ...place, userId: second, by: userId }).ok).toBe(true);
    expect(selectTeamRole(small.db, { teamId: team.id, userId })).toBe("member");
    expect(removeTeamMember(small.db, { ...place, userId: second, by: userId })).toMatchObject({
      refusal: "captain-only",
    });
  });
});

describe("asking a team", () => {
  it("brings a person in when its captain accepts, and ends what else that person had asked", () => {
    using small = openCourse(":memory:", pairs);
    const [a, b] = [small.addTeam("A"), small.addTeam("B")];
    const person = addUser(small.db, "P");
    const asked = askTeam(small.db, { teamId: a.team.id, userId: person, now: noon });
    const twice = askTeam(small.db, { teamId: a.team.id, userId: person, now: later(1) });
    expect(twice).toEqual(asked);
    askTeam(small.db, { teamId: b.team.id, userId: person, now: noon });
    if (!asked.ok) throw new Error(asked.refusal);
    const decision = { requestId: asked.request.id, accept: true, now: noon };
    expect(decideTeamRequest(small.db, { ...decision, by: b.userId })).toMatchObject({ refusal: "no-request" });
    expect(decideTeamRequest(small.db, { ...decision, by: a.userId })).toMatchObject({
      ok: true,
      request: { state: "accepted" },
    });
    expect(selectTeamMembers(small.db, a.team.id).map(({ id }) => id)).toEqual([a.userId, person]);
    expect(selectTeam(small.db, a.team.id).admittedAt).toEqual(noon);
    expect(selectOpenRequestsTo(small.db, b.team.id)).toEqual([]);
    expect(decideTeamRequest(small.db, { ...decision, by: a.userId })).toMatchObject({ refusal: "no-request" });
  });

  it("can be declined by the captain and taken back by the person, not by others", () => {
    using small = openCourse();
    const a = small.addTeam("A");
    const [first, second] = [addUser(small.db, "P"), addUser(small.db, "Q")];
    const ask = (userId: string) => {
      const asked = askTeam(small.db, { teamId: a.team.id, userId, now: noon });
      if (!asked.ok) throw new Error(asked.refusal);
      return asked.request.id;
    };
    const declined = ask(first);
    expect(decideTeamRequest(small.db, { requestId: declined, accept: false, by: a.userId, now: noon }).ok).toBe(true);
    const taken = ask(second);
    expect(withdrawTeamRequest(small.db, { requestId: taken, by: first, now: noon })).toMatchObject({
      refusal: "no-request",
    });
    expect(withdrawTeamRequest(small.db, { requestId: taken, by: second, now: noon }).ok).toBe(true);
    expect(selectTeamMembers(small.db, a.team.id)).toHaveLength(1);
  });

  it("of a full team is refused", () => {
    using small = openCourse();
    const a = small.addTeam("A");
    addMember(small, a.team.id, "A 2");
    expect(askTeam(small.db, { teamId: a.team.id, userId: addUser(small.db, "P"), now: noon })).toMatchObject({
      refusal: "team-full",
    });
  });
});

/** The captain of `from` asks, the captain of `into` accepts. */
function merge(small: OpenCourse, from: { userId: string }, into: ReturnType<OpenCourse["addTeam"]>, now = noon) {
  const asked = askTeam(small.db, { teamId: into.team.id, userId: from.userId, now });
  if (!asked.ok) return asked;
  return decideTeamRequest(small.db, { requestId: asked.request.id, accept: true, by: into.userId, now });
}

function scoreNext(small: OpenCourse, value: number): string {
  const leased = leaseNextJob(small.db, { workerId: "w", kinds: ["score-entry"], leaseMs: 10_000, now: noon });
  if (!leased) throw new Error("nothing to score");
  recordScore(small.db, leased.lease, { publicScore: score(value), privateScore: score(value), now: noon });
  return leased.job.subjectId;
}

describe("merging two teams", () => {
  it("makes one team with the members, entries, best entry and used tries of both, under the asked one's name", () => {
    using small = openCourse();
    const [a, b] = [small.addTeam("A"), small.addTeam("B")];
    upload(small, a);
    upload(small, b);
    scoreNext(small, 0.8);
    const better = scoreNext(small, 0.9);
    expect(merge(small, b, a).ok).toBe(true);
    expect(selectTeams(small.db, small.course.id).map(({ name }) => name)).toEqual(["A"]);
    expect(selectTeamMembers(small.db, a.team.id)).toHaveLength(2);
    expect(selectBoard(small.db, { courseId: small.course.id })).toMatchObject([{ teamName: "A", entryId: better }]);
    expect(selectBoardSteps(small.db, b.team.id).map(({ rankKey }) => rankKey)).toEqual([-0.9, null]);
    expect(selectBoardSteps(small.db, a.team.id).map(({ rankKey }) => rankKey)).toEqual([-0.8, -0.9]);
    expect(selectTries(small.db, { course: small.course, teamId: a.team.id, now: noon })).toMatchObject({ left: 0 });
    expect(upload(small, a)).toMatchObject({ refusal: "no-tries-left" });
    expect(selectLedger(small.db, { courseId: small.course.id, teamId: a.team.id }).at(-1)).toMatchObject({
      kind: "team-changed",
      why: expect.stringContaining('"B" became part of "A"'),
    });
  });

  it("keeps the choice of the asked team and forgets that of the other", () => {
    using small = openCourse();
    const [a, b] = [small.addTeam("A"), small.addTeam("B")];
    upload(small, a);
    upload(small, b);
    const chosen = scoreNext(small, 0.8);
    const other = scoreNext(small, 0.9);
    for (const [made, entryId] of [[a, chosen] as const, [b, other] as const])
      chooseFinalEntries(small.db, { teamId: made.team.id, entryIds: [entryId], chosenBy: made.userId, now: noon });
    merge(small, b, a);
    expect(selectFinalEntries(small.db, a.team.id).entries.map(({ id }) => id)).toEqual([chosen]);
  });

  it("counts tries of a team that had merged before", () => {
    using small = openCourse(":memory:", { ...smallKit, team: { minSize: 1, maxSize: 3 } });
    const [a, b, c] = [small.addTeam("A"), small.addTeam("B"), small.addTeam("C")];
    upload(small, a);
    expect(merge(small, a, b).ok).toBe(true);
    upload(small, c);
    expect(merge(small, b, c).ok).toBe(true);
    expect(selectTries(small.db, { course: small.course, teamId: c.team.id, now: noon })).toMatchObject({ used: 2 });
  });

  it("is refused when the tries of both are more than one team could have had, today or in all", () => {
    using small = openCourse();
    const [a, b] = [small.addTeam("A"), small.addTeam("B")];
    for (const made of [a, a, b]) upload(small, made);
    expect(merge(small, b, a)).toMatchObject({ refusal: "merged-tries-today" });
    expect(merge(small, b, a, later(day)).ok).toBe(true);

    using opened = openCourse();
    const [c, d] = [opened.addTeam("C"), opened.addTeam("D")];
    const firstDay = later(1000, opened.course.opensAt);
    for (const made of [c, c, d, d]) upload(opened, made, firstDay);
    expect(merge(opened, d, c, firstDay)).toMatchObject({ refusal: "merged-tries" });
    expect(merge(opened, d, c, later(day, firstDay)).ok).toBe(true);
  });

  it("is refused when they would be too many, and to a member who is not the captain", () => {
    using small = openCourse(":memory:", pairs);
    const [a, b] = [addPair(small, "A"), addPair(small, "B")];
    expect(merge(small, b, a)).toMatchObject({ refusal: "merged-team-too-large" });
    expect(askTeam(small.db, { teamId: a.team.id, userId: b.second, now: noon })).toMatchObject({
      refusal: "captain-only",
    });
  });
});

describe("the lock of teams", () => {
  it("fixes them so many days before the deadline as the kit says", () => {
    using small = openCourse(":memory:", { ...smallKit, team: { minSize: 1, maxSize: 2, lockDays: 3 } });
    const { team, userId } = small.addTeam("A");
    const lock = teamLock(small.course);
    expect(lock).toEqual(later(-3 * day, small.course.deadline));
    const person = addUser(small.db, "P");
    expect(joinTeam(small.db, { teamId: team.id, userId: person, now: lock })).toMatchObject({
      refusal: "teams-locked",
    });
    expect(askTeam(small.db, { teamId: team.id, userId: person, now: lock })).toMatchObject({
      refusal: "teams-locked",
    });
    expect(leaveTeam(small.db, { teamId: team.id, userId, now: lock })).toMatchObject({ refusal: "teams-locked" });
    expect(joinTeam(small.db, { teamId: team.id, userId: person, now: later(-1, lock) }).ok).toBe(true);
  });
});
