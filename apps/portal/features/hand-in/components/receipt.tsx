"use client";
import type { WorkState } from "@gradmark/contract";
import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import Link from "next/link";
import { formatBytes } from "#components/format.ts";
import { Panel } from "#components/panel.tsx";
import { StateBadge, shownState } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { LinkView, ReceiptView } from "../view.ts";
import classes from "./check-item.module.css";

/** What was handed in, with the hashes that prove it. */
export function Receipt({
  course,
  receipt,
  earlier,
  zone,
}: {
  course: string;
  receipt: ReceiptView;
  earlier: ReceiptView[];
  zone: string;
}) {
  return (
    <Panel>
      <Group justify="space-between" align="start">
        <Title order={2} size="h4">
          Handed in
        </Title>
        <StateBadge state={shownState(receipt.state)}>{checkWords[receipt.state]}</StateBadge>
      </Group>
      <ReceiptText receipt={receipt} zone={zone} />
      <Button component={Link} href={`/c/${course}/result`} variant="light" mt="md">
        See the result
      </Button>
      {earlier.length > 0 && (
        <details style={{ marginTop: "1rem" }}>
          <summary>{`Earlier hand-ins (${earlier.length}), kept but not counted`}</summary>
          {earlier.map((one) => (
            <div key={one.id} style={{ marginTop: "0.75rem" }}>
              <ReceiptText receipt={one} zone={zone} />
              <Anchor component={Link} underline="always" href={`/c/${course}/result/${one.id}`}>
                Its result
              </Anchor>
            </div>
          ))}
        </details>
      )}
    </Panel>
  );
}

export const checkWords: Record<WorkState, string> = {
  waiting: "Check waits",
  running: "Being checked",
  done: "Checked",
  failed: "Rejected",
  faulted: "Our fault",
  cancelled: "Check cancelled",
};

export function ReceiptText({ receipt, zone }: { receipt: ReceiptView; zone: string }) {
  return (
    <>
      <Text mt="xs">
        <When at={receipt.submittedAt} zone={zone} />
        {receipt.by && ` by ${receipt.by}`}
        {`. Receipt ${receipt.id}.`}
      </Text>
      {receipt.files.map(({ name, sha256, bytes }) => (
        <div key={`${name} ${sha256}`}>
          <div className={classes.file}>
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed">
              {formatBytes(bytes)}
            </Text>
          </div>
          <div className={classes.hash}>{`SHA-256 ${sha256}`}</div>
        </div>
      ))}
      {receipt.link && <LinkText link={receipt.link} zone={zone} />}
    </>
  );
}

/** The link, and the copy that was taken of what it gave: from then on the copy counts. */
function LinkText({ link: { url, pin, problem }, zone }: { link: LinkView; zone: string }) {
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <div className={classes.file}>
        <Text fw={600}>{url}</Text>
        {pin && (
          <Text size="sm" c="dimmed">
            {`${pin.name}, ${formatBytes(pin.bytes)}, kept since `}
            <When at={new Date(pin.pinnedAt)} zone={zone} />
          </Text>
        )}
      </div>
      {pin && <div className={classes.hash}>{`SHA-256 ${pin.sha256}`}</div>}
      {!pin && (
        <Text size="sm">{problem ? `It gave no file. ${problem}` : "It is fetched before your script is run."}</Text>
      )}
    </div>
  );
}
