"use client";
import { Badge, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import type { MemberCard } from "../view.ts";
import { Confirm } from "./confirm.tsx";

/** One member; a captain may hand over to it or take it out. */
export function Member({
  course,
  member,
  led,
  removable,
}: {
  course: string;
  member: MemberCard;
  led: boolean;
  removable: boolean;
}) {
  const { name, email, role, isReader } = member;
  return (
    <div>
      <Group gap="xs">
        <Text fw={600}>
          {name}
          {isReader && " (you)"}
        </Text>
        {role === "captain" && (
          <Badge variant="default" tt="none">
            Captain
          </Badge>
        )}
      </Group>
      <Text c="dimmed" fz="sm" style={{ overflowWrap: "anywhere" }}>
        {email}
      </Text>
      {led && <Lead course={course} member={member} removable={removable} />}
    </div>
  );
}

/** What a captain may do about a member. */
function Lead({ course, member, removable }: { course: string; member: MemberCard; removable: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const again = { onSuccess: () => queries.invalidateQueries() };
  const pass = useMutation(trpc.team.passCaptaincy.mutationOptions(again));
  const remove = useMutation(trpc.team.remove.mutationOptions(again));
  const { id, name } = member;
  const refused = [pass.data, remove.data].find((data) => data?.ok === false);
  const failed = pass.error ?? remove.error;
  return (
    <>
      <Group gap="xs" mt={6}>
        <Button
          variant="default"
          size="compact-md"
          loading={pass.isPending}
          onClick={() => pass.mutate({ course, member: id })}
          aria-label={`Make captain: ${name}`}
        >
          Make captain
        </Button>
        {removable && (
          <Confirm
            label="Remove"
            about={name}
            question={`${name} will be in no team. What was uploaded stays with the team.`}
            loading={remove.isPending}
            onConfirm={() => remove.mutate({ course, member: id })}
          />
        )}
      </Group>
      {refused?.ok === false && <Notice state="bad">{refused.message}</Notice>}
      {failed && <Notice state="fault">{failed.message}</Notice>}
    </>
  );
}
