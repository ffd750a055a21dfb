"use client";
import { Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { uploadFile } from "#client/upload.ts";
import { formatBytes } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import type { FileView } from "../view.ts";
import classes from "./check-item.module.css";

interface FilePickerProps {
  course: string;
  kind: FileView["role"];
  files: FileView[];
  label: string;
  closed: boolean;
  accept?: string;
  multiple?: boolean;
}

/** The stored files of one kind, and a button for new ones. A file is stored before it is shown here. */
export function FilePicker({ course, kind, files, label, closed, accept, multiple }: FilePickerProps) {
  const { send, sending, refusals, stop } = useSending(course, kind);
  const button = files.length > 0 ? (multiple ? "Add or replace files" : "Replace") : label;
  return (
    <Stack gap="xs">
      {files.map((file) => (
        <StoredFile key={file.id} course={course} file={file} closed={closed} />
      ))}
      {sending && (
        <div>
          <Group justify="space-between">
            <Text size="sm" role="status">
              {`Uploading ${sending.name}: ${Math.round(sending.share * 100)} %${sending.paused ? ". The connection is broken; what has arrived is kept, and it goes on by itself" : ""}`}
            </Text>
            <Button size="compact-sm" variant="subtle" onClick={stop}>
              Stop
            </Button>
          </Group>
          <Progress value={sending.share * 100} aria-label={`Upload of ${sending.name}`} />
        </div>
      )}
      {refusals.map(({ name, message }) => (
        <Notice key={name} state="bad" title={`${name} was not taken.`}>
          {message}
        </Notice>
      ))}
      <FileButton
        onChange={(chosen: File | File[] | null) => void send([chosen ?? []].flat())}
        {...(accept && { accept })}
        multiple={multiple ?? false}
      >
        {(props) => (
          <Button
            {...props}
            variant={files.length > 0 ? "light" : "filled"}
            size="sm"
            disabled={closed || sending !== null}
            style={{ alignSelf: "start" }}
          >
            {button}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}

function StoredFile({ course, file, closed }: { course: string; file: FileView; closed: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.handIn.removeUpload.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.handIn.pathKey() }),
    }),
  );
  return (
    <div>
      <div className={classes.file}>
        <Text fw={600}>{file.name}</Text>
        <Text size="sm" c="dimmed">
          {`${formatBytes(file.bytes)}${file.by ? `, by ${file.by}` : ""}`}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={closed}
          loading={remove.isPending}
          onClick={() => remove.mutate({ course, upload: file.id })}
        >
          Take off
          <span className="visually-hidden">&nbsp;{file.name}</span>
        </Button>
      </div>
      <div className={classes.hash}>{`SHA-256 ${file.sha256}`}</div>
    </div>
  );
}

interface Sending {
  name: string;
  share: number;
  paused: boolean;
}

/** Sends files one after the other and keeps what was refused, with the reason. */
function useSending(course: string, kind: FileView["role"]) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusals, setRefusals] = useState<{ name: string; message: string }[]>([]);
  const [controller, setController] = useState<AbortController | null>(null);
  const send = async (files: File[]) => {
    const abort = new AbortController();
    setController(abort);
    setRefusals([]);
    for (const file of files) {
      const { name } = file;
      setSending({ name, share: 0, paused: false });
      const onProgress = (share: number) => setSending({ name, share, paused: false });
      const onPause = (paused: boolean) => setSending((before) => before && { ...before, paused });
      const answer = await uploadFile<object>({ course, kind, name }, file, {
        onProgress,
        onPause,
        signal: abort.signal,
      });
      if (!answer.ok) setRefusals((before) => [...before, { name, message: answer.message }]);
      if (abort.signal.aborted) break;
    }
    setSending(null);
    await queryClient.invalidateQueries({ queryKey: trpc.handIn.pathKey() });
  };
  return { send, sending, refusals, stop: () => controller?.abort() };
}
