"use client";
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import type { DeskComment } from "../view.ts";
import { CommentItem } from "./comment-item.tsx";
import classes from "./desk.module.css";
import { placeName } from "./place-name.ts";

type Place = DeskComment["place"];

export interface Pooled {
  id: string;
  part: string;
  text: string;
  item: string | null;
  uses: number;
}

/** What is said of the hand-in, and the field to say more: where it stands was chosen on the page or is general. */
export function CommentsPanel({
  course,
  handIn,
  part,
  mayGrade,
  comments,
  pool,
  place,
  field,
  onPlace,
  onWritten,
  onChanged,
  onPool,
  onItem,
}: {
  course: string;
  handIn: string;
  part: string;
  mayGrade: boolean;
  comments: readonly DeskComment[];
  pool: readonly Pooled[];
  place: Place;
  field: RefObject<HTMLTextAreaElement | null>;
  onPlace: (place: Place) => void;
  onWritten: (comment: DeskComment) => void;
  onChanged: (id: string, comment: DeskComment | null) => void;
  onPool: (pool: Pooled[]) => void;
  onItem: (item: string) => void;
}) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [audience, setAudience] = useState<"team" | "staff">("team");
  const write = useMutation(trpc.grading.comment.mutationOptions());
  const keep = useMutation(trpc.grading.addToPool.mutationOptions({ onSuccess: (made) => onPool(made.pool) }));
  const send = async (said: string, pooled?: Pooled) => {
    if (said.trim() === "") return;
    const about = { course, handIn, part, place, text: said, audience };
    onWritten(await write.mutateAsync({ ...about, ...(pooled && { pooled: pooled.id }) }));
    if (pooled?.item) onItem(pooled.item);
    setText("");
    onPlace({ kind: "general" });
  };
  return (
    <Stack gap="sm">
      <ul className={classes.comments}>
        {comments.map((comment) => (
          <CommentItem key={comment.id} course={course} comment={comment} mayEdit={mayGrade} onChanged={onChanged} />
        ))}
      </ul>
      {mayGrade && (
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
            <Button size="compact-sm" loading={write.isPending} onClick={() => void send(text)}>
              Add (Ctrl+Enter)
            </Button>
            {place.kind !== "general" && (
              <Button size="compact-sm" variant="default" onClick={() => onPlace({ kind: "general" })}>
                No place
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              disabled={text.trim() === ""}
              loading={keep.isPending}
              onClick={() => keep.mutate({ course, part, text, item: null })}
            >
              Keep for all
            </Button>
          </Group>
          {(write.error ?? keep.error) && <Notice state="fault">{(write.error ?? keep.error)?.message}</Notice>}
          <PoolList pool={pool.filter((one) => one.part === part)} onUse={(one) => void send(one.text, one)} />
        </>
      )}
    </Stack>
  );
}

function PoolList({ pool, onUse }: { pool: readonly Pooled[]; onUse: (pooled: Pooled) => void }) {
  if (pool.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        Comments that are kept for all graders appear here, the most used first.
      </Text>
    );
  return (
    <details>
      <summary>{`Reusable comments (${pool.length})`}</summary>
      <ul className={classes.pool}>
        {pool.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes.pooled} onClick={() => onUse(one)}>
              {one.text}
              <span className={classes.uses}>{one.uses > 0 ? `used ${one.uses} times` : "not used yet"}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
