"use client";
import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { WordsField } from "#components/words-field.tsx";

export interface Draft {
  title: string;
  body: string;
  pinned: boolean;
}

export const emptyDraft: Draft = { title: "", body: "", pinned: false };

/** Title, words and place of an announcement. */
export function AnnouncementForm({
  course,
  draft,
  change,
  act,
  busy,
  send,
  children,
}: {
  course: string;
  draft: Draft;
  change: (draft: Draft) => void;
  /** What the button says. */
  act: string;
  busy: boolean;
  send: () => void;
  children?: ReactNode;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.title}
          onChange={({ currentTarget }) => change({ ...draft, title: currentTarget.value })}
        />
        <WordsField course={course} label="Text" value={draft.body} onChange={(body) => change({ ...draft, body })} />
        <Checkbox
          label="Pin it above the others"
          checked={draft.pinned}
          onChange={({ currentTarget }) => change({ ...draft, pinned: currentTarget.checked })}
        />
        {children}
        <Button type="submit" loading={busy} disabled={draft.title.trim() === ""} style={{ alignSelf: "start" }}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}
