"use client";
import { Button, Group, SegmentedControl, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import type { DeskPart } from "../view.ts";
import type { Pooled } from "./comments-panel.tsx";
import { placeName } from "./place-name.ts";
import type { DeskState } from "./use-desk.ts";

/** The field for a comment: where it stands was chosen on the page, or it is general. */
export function CommentWriter({
  desk,
  part,
  poolList,
}: {
  desk: DeskState;
  part: DeskPart;
  poolList: (onUse: (pooled: Pooled) => void) => ReactNode;
}) {
  const { text, setText, audience, setAudience, send, keep, isSending, failure } = useWriter(desk, part);
  const { place, field, setPlace } = desk;
  return (
    <>
      <Textarea
        ref={field}
        label={`Comment: ${placeName(place)}`}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send(text);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Who reads it"
          value={audience}
          onChange={(value) => setAudience(value === "staff" ? "staff" : "team")}
          data={[
            { value: "team", label: "For the team" },
            { value: "staff", label: "Staff only" },
          ]}
        />
        <Button size="compact-sm" loading={isSending} onClick={() => void send(text)}>
          Add (Ctrl+Enter)
        </Button>
        {place.kind !== "general" && (
          <Button size="compact-sm" variant="default" onClick={() => setPlace({ kind: "general" })}>
            No place
          </Button>
        )}
        <Button size="compact-sm" variant="default" disabled={text.trim() === ""} onClick={keep}>
          Keep for all
        </Button>
      </Group>
      {failure && <Notice state="fault">{failure}</Notice>}
      {poolList((one) => void send(one.text, one))}
    </>
  );
}

function useWriter(
  { course, data, place, draft, putComment, setPlace, setPool, toggleItem }: DeskState,
  part: DeskPart,
) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [audience, setAudience] = useState<"team" | "staff">("team");
  const write = useMutation(trpc.grading.comment.mutationOptions());
  const pool = useMutation(trpc.grading.addToPool.mutationOptions({ onSuccess: (made) => setPool(made.pool) }));
  const send = async (said: string, pooled?: Pooled) => {
    if (said.trim() === "" || write.isPending) return;
    const about = { course, handIn: data.handIn.id, part: part.id, place, text: said, audience };
    const made = await write.mutateAsync({ ...about, ...(pooled && { pooled: pooled.id }) }).catch(() => null);
    // What was written stays in the field when it could not be added.
    if (made === null) return;
    putComment(made.id, made);
    const applies = draft?.content.applied.some(({ item }) => item === pooled?.item);
    if (pooled?.item && !applies) toggleItem(pooled.item);
    setText("");
    setPlace({ kind: "general" });
  };
  const keep = () => pool.mutate({ course, part: part.id, text, item: null });
  const failure = (write.error ?? pool.error)?.message ?? null;
  return { text, setText, audience, setAudience, send, keep, isSending: write.isPending, failure };
}
