"use client";
import { Stack } from "@mantine/core";
import { Panel } from "#components/panel.tsx";
import type { AskedCard, TeamCard, TeamRules } from "../view.ts";
import { Admission } from "./admission.tsx";
import { AskTeam } from "./ask-team.tsx";
import { Invite } from "./invite.tsx";
import { type Kaggle, KaggleName } from "./kaggle-name.tsx";
import { LeaveTeam } from "./leave-team.tsx";
import { Member } from "./member.tsx";
import { Requests } from "./requests.tsx";

/** The members and what may still change about them. */
export function OwnTeam({
  course,
  team,
  rules,
  asked,
  kaggle,
  zone,
}: {
  course: string;
  team: TeamCard;
  rules: TeamRules;
  asked: AskedCard[];
  kaggle: Kaggle | null;
  zone: string;
}) {
  const missing = Math.max(0, rules.min - team.members.length);
  const hasRoom = !rules.locked && team.members.length < rules.max;
  const leads = team.members.some(({ isReader, role }) => isReader && role === "captain");
  return (
    <Stack gap="lg">
      {!rules.locked && team.requests.length > 0 && (
        <Requests course={course} requests={team.requests} decides={leads} />
      )}
      {kaggle && <KaggleName kaggle={kaggle} />}
      <Panel>
        <Admission since={team.admittedAt} missing={missing} zone={zone} />
        <Stack gap="md">
          {team.members.map((member) => (
            <Member
              key={member.id}
              course={course}
              member={member}
              led={leads && !rules.locked && !member.isReader}
              removable={!team.started}
            />
          ))}
        </Stack>
      </Panel>
      {hasRoom && <Invite course={course} inviteCode={team.inviteCode} />}
      {hasRoom && leads && <AskTeam course={course} asked={asked} of="team" />}
      {!rules.locked && <LeaveTeam course={course} team={team} />}
    </Stack>
  );
}
