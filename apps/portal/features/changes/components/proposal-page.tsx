"use client";
import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { MoveView } from "../view.ts";
import classes from "./changes.module.css";
import { proposalStates } from "./changes-page.tsx";

/** A change: whose total it moves, by how much and why; applied, discarded or undone as a whole. */
export function ProposalPage({ course, proposal: id }: { course: string; proposal: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.changes.show.queryOptions({ course, proposal: id }));
  const onSuccess = () => queries.invalidateQueries();
  const apply = useMutation(trpc.changes.carryOut.mutationOptions({ onSuccess }));
  const undo = useMutation(trpc.changes.undoChange.mutationOptions({ onSuccess }));
  const discard = useMutation(trpc.changes.discardChange.mutationOptions({ onSuccess }));
  const { proposal } = data;
  const refused = [apply.data, undo.data, discard.data].find((answer) => answer?.ok === false);
  const failed = apply.error ?? undo.error ?? discard.error;
  const request = { course, proposal: id };
  return (
    <>
      <PageTitle lead={proposal.why}>{proposal.title}</PageTitle>
      <Stack gap="md">
        <Group>
          <StateBadge state={proposalStates[proposal.state]}>{proposal.state}</StateBadge>
          <Text fz="sm" c="dimmed">
            {`Proposed by ${proposal.by}, `}
            <When at={proposal.createdAt} zone={data.course.timeZone} />
            {proposal.decidedBy && `; decided by ${proposal.decidedBy}`}
          </Text>
        </Group>
        {refused && !refused.ok && <Notice state="bad">{refused.message}</Notice>}
        {failed && <Notice state="fault">{failed.message}</Notice>}
        <Moves moves={proposal.moves} isOpen={proposal.state === "open"} />
        <Group>
          {proposal.state === "open" && (
            <>
              <Button loading={apply.isPending} onClick={() => apply.mutate(request)}>
                Apply as a whole
              </Button>
              <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(request)}>
                Discard
              </Button>
            </>
          )}
          {proposal.state === "applied" && (
            <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(request)}>
              Undo the whole change
            </Button>
          )}
          <Anchor component={Link} href={`/c/${course}/staff/changes`}>
            All changes
          </Anchor>
        </Group>
      </Stack>
    </>
  );
}

function Moves({ moves, isOpen }: { moves: readonly MoveView[]; isOpen: boolean }) {
  if (moves.length === 0) return <Text>{isOpen ? "Nobody's points would move." : "Nobody's points moved."}</Text>;
  return (
    <Panel>
      <Text mb="sm">{`${countOf(moves.length, "total")} ${isOpen ? "would move" : "moved"}.`}</Text>
      <div className={classes.scroll}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Team</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>After</Table.Th>
              <Table.Th>By</Table.Th>
              <Table.Th>Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {moves.map(({ team, member, before, after, why }) => (
              <Table.Tr key={`${team}/${member}`}>
                <Table.Td>{member ? `${team}, ${member} alone` : team}</Table.Td>
                <Table.Td className={classes.moved}>{points(before)}</Table.Td>
                <Table.Td className={classes.moved}>{points(after)}</Table.Td>
                <Table.Td className={classes.moved}>{difference(before, after)}</Table.Td>
                <Table.Td>{why.join(" ")}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}

function points(cents: number | null): string {
  return cents === null ? "open" : (cents / 100).toFixed(2);
}

function difference(before: number | null, after: number | null): string {
  if (before === null || after === null) return "";
  const by = (after - before) / 100;
  return `${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(2)}`;
}
