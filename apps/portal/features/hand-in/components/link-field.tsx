"use client";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import classes from "./check-item.module.css";

/** A model that is too large to send lies behind a link: the file is fetched and kept when the team hands in. */
export function LinkField({ course, link, closed }: { course: string; link: string | null; closed: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: trpc.handIn.pathKey() });
    void queries.invalidateQueries({ queryKey: trpc.precheck.pathKey() });
  };
  const set = useMutation(trpc.handIn.setLink.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.handIn.removeLink.mutationOptions({ onSuccess }));
  const [typed, setTyped] = useState("");
  if (link !== null)
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
  const refused = set.data?.ok === false ? set.data : null;
  const add = (url: string, anyway = false) => set.mutate({ course, url, anyway });
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
          <Notice state="bad">
            <Text>{refused.message}</Text>
            {"direct" in refused && (
              <Group mt="xs" gap="sm">
                {refused.direct !== null && (
                  <Button size="sm" onClick={() => add(refused.direct ?? "")}>
                    Use the address of the file
                  </Button>
                )}
                <Button size="sm" variant="default" onClick={() => add(typed, true)}>
                  Keep it as it is
                </Button>
              </Group>
            )}
          </Notice>
        )}
        {set.error && <Notice state="fault">{set.error.message}</Notice>}
      </Stack>
    </form>
  );
}
