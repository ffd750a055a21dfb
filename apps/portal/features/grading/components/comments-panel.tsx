"use client";
import { Stack, Text } from "@mantine/core";
import type { DeskPart } from "../view.ts";
import { CommentItem } from "./comment-item.tsx";
import { CommentWriter } from "./comment-writer.tsx";
import classes from "./desk.module.css";
import type { DeskData, DeskState } from "./use-desk.ts";

export type Pooled = DeskData["pool"][number];

/** What is said of a part, and the field to say more. */
export function CommentsPanel({ desk, part }: { desk: DeskState; part: DeskPart }) {
  const { course, comments, pool, putComment } = desk;
  return (
    <Stack gap="sm">
      <ul className={classes.comments}>
        {comments
          .filter((one) => one.part === part.id)
          .map((comment) => (
            <CommentItem
              key={comment.id}
              course={course}
              comment={comment}
              mayEdit={part.mayGrade}
              onChanged={putComment}
            />
          ))}
      </ul>
      {part.mayGrade && (
        <CommentWriter
          desk={desk}
          part={part}
          poolList={(onUse) => <PoolList pool={pool.filter((one) => one.part === part.id)} onUse={onUse} />}
        />
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
