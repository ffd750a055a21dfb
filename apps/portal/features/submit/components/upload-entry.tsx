"use client";
import { Button, Group, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { formatBytes } from "#components/format.ts";
import { Icon } from "#components/icons.tsx";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { ProblemList } from "#components/problem-list.tsx";
import { PickFile } from "./pick-file.tsx";
import { SameEntry } from "./same-entry.tsx";
import { type RefusedUpload, useEntryUpload } from "./use-entry-upload.ts";
import { useSameEntry } from "./use-same-entry.ts";

/** The parser comes when there is a file to read. */
const FileCheck = dynamic(() => import("./file-check.tsx").then((module) => module.FileCheck), { ssr: false });

interface UploadEntryProps {
  course: string;
  zone: string;
  mayUpload: boolean;
  maxBytes: number;
}

/** From a file to an entry: pick, check, describe, upload. */
export function UploadEntry({ course, zone, mayUpload, maxBytes }: UploadEntryProps) {
  const trpc = useTRPC();
  const format = useQuery(trpc.submit.showFormat.queryOptions({ course }, { staleTime: Number.POSITIVE_INFINITY }));
  const [file, setFile] = useState<File | null>(null);
  const [description, setDescription] = useState("");
  const [good, setGood] = useState(false);
  const { state, upload, cancel, reset } = useEntryUpload(course);
  const pick = (picked: File | null) => {
    reset();
    setGood(false);
    setFile(picked);
  };
  const same = useSameEntry(course, good ? file : null);
  // The server decides; what the browser found meanwhile only says it earlier.
  const isSame = same !== null || (state.step === "refused" && state.refusal === "same-file");
  if (!file) return <PickFile maxBytes={maxBytes} onPick={pick} />;
  return (
    <Panel>
      <Stack>
        <FileHead file={file} locked={state.step === "sending"} onChange={() => pick(null)} />
        {format.data && <FileCheck file={file} format={format.data} maxBytes={maxBytes} onChecked={setGood} />}
        {format.error && <Notice state="fault">{format.error.message}</Notice>}
        <TextInput
          label="Description"
          description="For your team: what is new in this entry? Optional."
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={500}
        />
        {same && <SameEntry course={course} same={same} zone={zone} />}
        {state.step === "refused" && !(same && state.refusal === "same-file") && <Refusal state={state} />}
        {state.step === "sending" ? (
          <Sending share={state.share} paused={state.paused} onCancel={cancel} />
        ) : (
          <Button size="md" disabled={!good || !mayUpload} onClick={() => void upload(file, description, isSame)}>
            {isSame ? "Upload it once more (uses 1 try)" : "Upload (uses 1 try)"}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

function FileHead({ file, locked, onChange }: { file: File; locked: boolean; onChange: () => void }) {
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Icon name="file" size={22} />
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {file.name}{" "}
          <Text span c="dimmed" className="tabular">
            ({formatBytes(file.size)})
          </Text>
        </Text>
      </Group>
      <Button variant="default" size="sm" onClick={onChange} disabled={locked} flex="none">
        Another file
      </Button>
    </Group>
  );
}

function Refusal({ state }: { state: RefusedUpload }) {
  if (state.problems) return <ProblemList title={state.message} problems={state.problems} />;
  return <Notice state={state.refusal === "internal-server-error" ? "fault" : "bad"}>{state.message}</Notice>;
}

function Sending({ share, paused, onCancel }: { share: number; paused: boolean; onCancel: () => void }) {
  return (
    <div>
      <Group>
        <Progress value={share * 100} flex={1} aria-label="Sent" />
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
      <Text size="sm" role="status">
        {paused
          ? "The connection is broken. What has arrived is kept, no try is used yet, and it goes on by itself."
          : ""}
      </Text>
    </div>
  );
}
