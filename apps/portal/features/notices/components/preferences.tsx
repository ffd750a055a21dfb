"use client";
import type { NoticeChannels, NoticeTopic } from "@gradmark/contract";
import { Checkbox, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { topicWords } from "../view.ts";
import classes from "./notices.module.css";

/** What the reader hears of, on the page and by mail. Each box counts at once. */
export function Preferences() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const asked = trpc.notices.preferences.queryOptions();
  const { data } = useSuspenseQuery(asked);
  const choose = useMutation(
    trpc.notices.choose.mutationOptions({
      // The box moves under the finger; what the server says afterwards counts.
      onMutate: ({ topic, channels }) =>
        queries.setQueryData(
          asked.queryKey,
          (old) =>
            old && { ...old, topics: old.topics.map((one) => (one.topic === topic ? { topic, ...channels } : one)) },
        ),
      onSettled: () => queries.invalidateQueries({ queryKey: asked.queryKey }),
    }),
  );
  return (
    <Panel>
      <Title order={2} size="h4" mb={4}>
        What you hear of
      </Title>
      <Text mb="sm" style={{ overflowWrap: "anywhere" }}>
        {data.leaves
          ? `Mails go to ${data.email}. `
          : `No mail server is set up: mails to ${data.email} are kept as files with the staff. `}
        Mails about your account, such as a new password, always come.
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <th scope="col">Page</th>
            <th scope="col">Mail</th>
          </tr>
        </thead>
        <tbody>
          {data.topics.map(({ topic, ...channels }) => (
            <Row
              key={topic}
              topic={topic}
              channels={channels}
              choose={(wanted) => choose.mutate({ topic, channels: wanted })}
            />
          ))}
        </tbody>
      </table>
      {choose.error && <Notice state="fault">{choose.error.message}</Notice>}
    </Panel>
  );
}

function Row({
  topic,
  channels,
  choose,
}: {
  topic: NoticeTopic;
  channels: NoticeChannels;
  choose: (channels: NoticeChannels) => void;
}) {
  const { title, detail } = topicWords[topic];
  return (
    <tr>
      <th scope="row">
        {title}
        <Text fz="sm" c="dimmed" fw={400}>
          {detail}
        </Text>
      </th>
      {(["page", "mail"] as const).map((channel) => (
        <td key={channel}>
          <Checkbox
            className={classes.box ?? ""}
            aria-label={`${title}: ${channel === "page" ? "on the page" : "by mail"}`}
            checked={channels[channel]}
            onChange={({ currentTarget }) => choose({ ...channels, [channel]: currentTarget.checked })}
          />
        </td>
      ))}
    </tr>
  );
}
