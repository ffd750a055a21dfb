"use client";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import classes from "./check-item.module.css";

interface LinkFieldProps {
  course: string;
  link: string | null;
  closed: boolean;
}

/** A model that is too large to send lies behind a link: the file is fetched and kept when the team hands in. */
export function LinkField({ course, link, closed }: LinkFieldProps) {
  return link === null ? (
    <NewLink course={course} closed={closed} />
  ) : (
    <StoredLink course={course} link={link} closed={closed} />
  );
}

function useRefresh() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: trpc.handIn.pathKey() });
    void queries.invalidateQueries({ queryKey: trpc.precheck.pathKey() });
  };
}

function StoredLink({ course, link, closed }: LinkFieldProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.handIn.removeLink.mutationOptions({ onSuccess: useRefresh() }));
  return (
    <div className={classes.file}>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {link}
      </Text>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={closed}
        loading={remove.isPending}
        onClick={() => remove.mutate({ course })}
      >
        Take the link off
      </Button>
    </div>
  );
}

function NewLink({ course, closed }: Omit<LinkFieldProps, "link">) {
  const trpc = useTRPC();
  const set = useMutation(trpc.handIn.setLink.mutationOptions({ onSuccess: useRefresh() }));
  const [typed, setTyped] = useState("");
  const add = (url: string, anyway = false) => set.mutate({ course, url, anyway });
  const refused = set.data?.ok === false ? set.data : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add(typed);
      }}
    >
      <Stack gap="xs">
        <Group align="end" gap="sm">
          <TextInput
            label="Or a link to the model"
            description="The file is fetched and kept when you hand in; after that the link may change."
            placeholder="https://"
            inputMode="url"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={2000}
            disabled={closed}
            flex="1 1 16rem"
          />
          <Button
            type="submit"
            variant="light"
            size="sm"
            disabled={closed || typed.trim() === ""}
            loading={set.isPending}
          >
            Add the link
          </Button>
        </Group>
        {refused && (
          <Refused
            message={refused.message}
            direct={"direct" in refused ? refused.direct : undefined}
            onDirect={add}
            onKeep={() => add(typed, true)}
          />
        )}
        {set.error && <Notice state="fault">{set.error.message}</Notice>}
      </Stack>
    </form>
  );
}

/** `direct`: the address of the file, null when the form of a share link does not tell it, undefined for other refusals. */
function Refused({
  message,
  direct,
  onDirect,
  onKeep,
}: {
  message: string;
  direct: string | null | undefined;
  onDirect: (url: string) => void;
  onKeep: () => void;
}) {
  return (
    <Notice state="bad">
      <Text>{message}</Text>
      {direct !== undefined && (
        <Group mt="xs" gap="sm">
          {direct !== null && (
            <Button size="sm" onClick={() => onDirect(direct)}>
              Use the address of the file
            </Button>
          )}
          <Button size="sm" variant="default" onClick={onKeep}>
            Keep it as it is
          </Button>
        </Group>
      )}
    </Notice>
  );
}
