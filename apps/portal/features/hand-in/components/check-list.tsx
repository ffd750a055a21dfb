"use client";
import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf, formatBytes, formatSpan } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import { type FileView, isHandedIn, type ReceiptView, type Requirements } from "../view.ts";
import { CheckItem } from "./check-item.tsx";
import { FilePicker } from "./file-picker.tsx";
import { LinkField } from "./link-field.tsx";

interface CheckListProps {
  course: string;
  zone: string;
  requirements: Requirements;
  uploads: FileView[];
  link: string | null;
  receipt: ReceiptView | null;
  gradients: { correct: number; slots: number };
  final: { chosen: boolean; entries: { id: string; fileName: string; uploadedAt: Date }[] };
  closed: boolean;
}

export function CheckList(props: CheckListProps) {
  const { course, requirements, uploads, link, gradients, closed } = props;
  const of = (role: FileView["role"]) => uploads.filter((upload) => upload.role === role);
  const { scriptNames, scriptBytes, reportBytes, modelBytes, modelFiles, wallMs } = requirements;
  const shared = { course, closed };
  return (
    <Panel>
      <Title order={2} size="h4" mb="xs">
        What you hand in
      </Title>
      <Stack gap={0} component="ol" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        <CheckItem
          title="Result script"
          done={of("script").length > 0}
          hint={`${scriptNames.join(", ")}; at most ${formatBytes(scriptBytes)}. It is run on the test data and must write predictions.csv within ${formatSpan(wallMs)}.`}
        >
          <FilePicker {...shared} kind="script" files={of("script")} label="Choose the script" />
        </CheckItem>
        <CheckItem
          title="Report"
          done={of("report").length > 0}
          hint={`A PDF of at most ${formatBytes(reportBytes)}, with the derivations of section 1.`}
        >
          <FilePicker
            {...shared}
            kind="report"
            files={of("report")}
            label="Choose the PDF"
            accept=".pdf,application/pdf"
          />
        </CheckItem>
        <CheckItem
          title="Model files, or a link"
          done={of("model").length > 0 || link !== null}
          hint={`What the script loads: at most ${countOf(modelFiles, "file")}, ${formatBytes(modelBytes)} together. The script finds them by GRADMARK_MODEL.`}
        >
          <FilePicker {...shared} kind="model" files={of("model")} label="Choose model files" multiple />
          <LinkField course={course} link={link} closed={closed} />
        </CheckItem>
        <FinalItem {...props} />
        <CheckItem
          title="Gradients"
          done={gradients.slots > 0 && gradients.correct === gradients.slots}
          hint={`${gradients.correct} of ${gradients.slots} are correct. They count without being handed in.`}
        >
          <Anchor component={Link} underline="always" href={`/c/${course}/gradients`}>
            Answer the gradients
          </Anchor>
        </CheckItem>
      </Stack>
      <SubmitButton {...props} />
    </Panel>
  );
}

function FinalItem({ course, final, zone }: CheckListProps) {
  const [entry] = final.entries;
  const hint = final.chosen
    ? "The rerun of your script is compared with the entry that you chose."
    : "You have chosen none: the rerun is compared with the entry that has your best public score.";
  return (
    <CheckItem
      title="Final entry"
      done={entry !== undefined}
      hint={entry ? hint : "Without a scored entry there is nothing to compare your script with."}
    >
      {entry && (
        <Text mb={4}>
          <Anchor component={Link} underline="always" href={`/c/${course}/entries/${entry.id}`}>
            {entry.fileName}
          </Anchor>
          , <When at={entry.uploadedAt} zone={zone} />
        </Text>
      )}
      <Anchor component={Link} underline="always" href={entry ? `/c/${course}/entries` : `/c/${course}/submit`}>
        {entry ? "Choose another one" : "Upload predictions"}
      </Anchor>
    </CheckItem>
  );
}

function SubmitButton({ course, uploads, link, receipt, closed }: CheckListProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const submit = useMutation(
    trpc.handIn.submit.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.handIn.pathKey() }),
    }),
  );
  const hasScript = uploads.some(({ role }) => role === "script");
  const handedIn = isHandedIn(uploads, link, receipt);
  const refused = submit.data && !submit.data.ok ? submit.data.message : submit.error?.message;
  return (
    <Stack mt="lg" gap="sm" align="start">
      <Button
        size="md"
        onClick={() => submit.mutate({ course })}
        loading={submit.isPending}
        disabled={closed || !hasScript || handedIn}
      >
        {receipt ? "Hand in again" : "Hand in"}
      </Button>
      <Text c="dimmed" size="sm" aria-live="polite">
        {advice({ closed, hasScript, handedIn, missing: missingFiles(uploads, link) })}
      </Text>
      {refused && <Notice state="bad">{refused}</Notice>}
    </Stack>
  );
}

function missingFiles(uploads: FileView[], link: string | null): string[] {
  const there = new Set(uploads.map(({ role }) => role));
  return [...(there.has("report") ? [] : ["the report"]), ...(there.has("model") || link !== null ? [] : ["a model"])];
}

/** Why the button is as it is, or what would be missing if it were pressed now. */
function advice(at: { closed: boolean; hasScript: boolean; handedIn: boolean; missing: string[] }): string {
  if (at.closed) return "Nothing can be handed in now.";
  if (!at.hasScript) return "The result script is missing: upload it first.";
  if (at.handedIn) return "Exactly these files are handed in. Upload a changed file to hand in again.";
  if (at.missing.length > 0) return `You can hand in without ${at.missing.join(" and ")}, and again once you have it.`;
  return "Everything is there. The script is rerun as soon as you hand in.";
}
