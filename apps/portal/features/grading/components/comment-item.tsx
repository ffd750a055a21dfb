"use client";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import type { DeskComment } from "../view.ts";
import classes from "./desk.module.css";
import { placeName } from "./place-name.ts";

/** One comment; changed or deleted on the spot. */
export function CommentItem({
  course,
  comment,
  mayEdit,
  onChanged,
}: {
  course: string;
  comment: DeskComment;
  mayEdit: boolean;
  onChanged: (id: string, comment: DeskComment | null) => void;
}) {
  const trpc = useTRPC();
  const { id, by, text, place, audience, version } = comment;
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useMutation(
    trpc.grading.editComment.mutationOptions({
      onSuccess: (answer) => {
        if (!answer.ok) return;
        onChanged(id, answer.comment);
        setDraft(null);
      },
    }),
  );
  const remove = useMutation(trpc.grading.deleteComment.mutationOptions({ onSuccess: () => onChanged(id, null) }));
  return (
    <li className={classes.comment} id={`comment-${id}`} data-audience={audience}>
      <Text fz="xs" c="dimmed">
        {`${by}, ${placeName(place)}${audience === "staff" ? ", for the staff only" : ""}`}
      </Text>
      {draft === null ? (
        <Text className={classes.said}>{text}</Text>
      ) : (
        <Textarea
          aria-label="Comment"
          autosize
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
      )}
      {edit.data?.ok === false && <Notice state="bad">{edit.data.message}</Notice>}
      {mayEdit && (
        <Buttons
          isEditing={draft !== null}
          isSaving={edit.isPending || remove.isPending}
          onEdit={() => setDraft(text)}
          onSave={() => draft !== null && edit.mutate({ course, comment: id, seen: version, text: draft, audience })}
          onDelete={() => remove.mutate({ course, comment: id })}
          onKeep={() => setDraft(null)}
        />
      )}
    </li>
  );
}

function Buttons({
  isEditing,
  isSaving,
  onEdit,
  onSave,
  onDelete,
  onKeep,
}: {
  isEditing: boolean;
  isSaving: boolean;
  onEdit: () => void;
  onSave: () => void;
  onDelete: () => void;
  onKeep: () => void;
}) {
  return (
    <Group gap="xs">
      <Button size="compact-xs" variant={isEditing ? "filled" : "default"} onClick={isEditing ? onSave : onEdit}>
        {isEditing ? "Save" : "Edit"}
      </Button>
      <Button size="compact-xs" variant="default" loading={isSaving} onClick={isEditing ? onKeep : onDelete}>
        {isEditing ? "Keep as it was" : "Delete"}
      </Button>
    </Group>
  );
}
