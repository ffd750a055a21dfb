"use client";
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { formatSpan } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { When } from "#components/when.tsx";
import type { DeskComment } from "../view.ts";
import { CommentsPanel } from "./comments-panel.tsx";
import classes from "./desk.module.css";
import { EvidencePanel } from "./evidence-panel.tsx";
import { GradeLines } from "./grade-lines.tsx";
import { KeyHelp } from "./key-help.tsx";
import { ReportView } from "./report-view.tsx";
import { RubricPanel, toggle } from "./rubric-panel.tsx";
import { ScriptView } from "./script-view.tsx";
import { useDrafts } from "./use-drafts.ts";
import { type KeyAction, useKeys } from "./use-keys.ts";
import { useVisit } from "./use-visit.ts";

type View = "report" | "script" | "evidence";

/** The grading workspace: a hand-in beside its rubric. Everything can be done by keyboard; `?` lists the keys. */
export function Desk({ course, handIn }: { course: string; handIn: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  // What is typed here must not be replaced by a fresh answer: others' saves are told by the visits.
  const { data } = useSuspenseQuery(
    trpc.grading.open.queryOptions({ course, handIn }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  );
  const { drafts, change, save, settle, isSaved } = useDrafts(course, handIn, data.parts);
  const { others, versions } = useVisit(course, handIn, data.others);
  const [partId, setPart] = useState(firstOpen(data.parts) ?? "");
  const [view, setView] = useState<View>(viewOf(data.parts.find(({ id }) => id === partId)?.id, data.handIn.report));
  const [comments, setComments] = useState<DeskComment[]>(data.comments);
  const [pool, setPool] = useState(data.pool);
  const [place, setPlace] = useState<DeskComment["place"]>({ kind: "general" });
  const [drawing, setDrawing] = useState(false);
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const part = data.parts.find(({ id }) => id === partId);
  const draft = drafts.get(partId);
  useWarning(!isSaved);

  const choosePart = (id: string) => {
    setPart(id);
    setView(viewOf(id, data.handIn.report));
  };
  const step = (by: number) => {
    const at = data.parts.findIndex(({ id }) => id === partId);
    const next = data.parts[(at + by + data.parts.length) % data.parts.length];
    if (next) choosePart(next.id);
  };
  const go = async (to: string | null) => {
    const open = [...drafts].filter(([, { status }]) => status === "changed");
    const saved = await Promise.all(open.map(([id]) => save(id, false)));
    if (to !== null && saved.every(Boolean)) router.push(`/c/${course}/staff/grading/${to}`);
  };
  const finish = async () => {
    if (!part?.mayGrade || !(await save(part.id, true))) return;
    const next = data.parts.find(({ id, mayGrade }) => id !== part.id && mayGrade && !drafts.get(id)?.isDone);
    if (next) choosePart(next.id);
  };
  const applyItem = (item: string) => {
    if (part?.mayGrade && draft) change(part.id, { applied: toggle(part.items, draft.content.applied, item) });
  };
  const at = (where: DeskComment["place"]) => {
    setPlace(where);
    setDrawing(false);
    field.current?.focus();
  };
  const keys: KeyAction[] = [
    { key: "j", label: "Next hand-in", run: () => void go(data.next) },
    { key: "k", label: "Previous hand-in", run: () => void go(data.previous) },
    { key: "]", label: "Next part", run: () => step(1) },
    { key: "[", label: "Previous part", run: () => step(-1) },
    { key: "d", label: "Mark the part as done", run: () => void finish() },
    {
      key: "c",
      label: "Write a comment (Ctrl+Enter adds it, Escape leaves the field)",
      run: () => field.current?.focus(),
    },
    { key: "r", label: "Show the report", run: () => setView("report") },
    { key: "s", label: "Show the script", run: () => setView("script") },
    { key: "e", label: "Show what the machine found", run: () => setView("evidence") },
    { key: "g", label: "Draw a region on the report", run: () => setDrawing(!drawing) },
    ...(part?.items ?? []).slice(0, 9).map((item, k) => ({
      key: String(k + 1),
      label: `Apply or take off: ${item.title}`,
      run: () => applyItem(item.id),
    })),
    { key: "?", label: "This list", run: () => setHelp(true) },
  ];
  useKeys(keys);
  const moved = data.parts.filter(({ id }) => (versions[id] ?? 0) > (drafts.get(id)?.version ?? 0));

  return (
    <div className={classes.wide}>
      <KeyHelp opened={help} actions={keys} onClose={() => setHelp(false)} />
      <div className={classes.head}>
        <PageTitle lead={<Lead data={data} />}>{data.handIn.title}</PageTitle>
        <Group gap="xs">
          <Button variant="default" size="compact-md" disabled={!data.previous} onClick={() => void go(data.previous)}>
            Previous (k)
          </Button>
          <Button variant="default" size="compact-md" disabled={!data.next} onClick={() => void go(data.next)}>
            Next (j)
          </Button>
          <Button variant="default" size="compact-md" onClick={() => setHelp(true)}>
            Keys (?)
          </Button>
        </Group>
      </div>
      <Stack gap="xs" mb="md">
        {others.map(({ name, since }) => (
          <Notice key={name} state="waiting">
            {`${name} has this hand-in open too, for ${formatSpan(Date.now() - since.getTime())}. If both of you save, both versions are kept until one is chosen.`}
          </Notice>
        ))}
        {moved.length > 0 && (
          <Notice state="bad">
            {`Somebody else has saved ${moved.map(({ title }) => title).join(", ")} since you opened it. Your next save shows both versions.`}
          </Notice>
        )}
        {data.handIn.replaced && (
          <Notice state="bad">The team has handed in anew since: this one does not count.</Notice>
        )}
      </Stack>
      <div className={classes.desk}>
        <div>
          <SegmentedControl
            aria-label="What is shown"
            mb="sm"
            value={view}
            onChange={(value) => setView(value as View)}
            data={[
              { value: "report", label: "Report (r)" },
              { value: "script", label: "Script (s)" },
              { value: "evidence", label: "Findings (e)" },
            ]}
          />
          {view === "report" &&
            (data.handIn.report ? (
              <ReportView
                url={`/api/staff/${course}/report/${handIn}`}
                bytes={data.handIn.report.bytes}
                comments={comments}
                drawing={drawing}
                onDrawing={setDrawing}
                onRegion={(region) => at({ kind: "region", ...region })}
              />
            ) : (
              <Notice state="waiting">No report was handed in. Its points are 0 unless you decide otherwise.</Notice>
            ))}
          {view === "script" && (
            <ScriptView
              script={data.script}
              comments={comments}
              onComment={(range) => at({ kind: "lines", file: data.script.name, ...range })}
            />
          )}
          {view === "evidence" && (
            <Stack gap="md">
              <EvidencePanel rerun={data.rerun} gradients={data.gradients} board={data.board} />
              {data.grade && <GradeLines line={data.grade.line} />}
            </Stack>
          )}
        </div>
        <aside className={classes.marks} aria-label="Rubric and comments">
          {data.parts.length > 1 && (
            <SegmentedControl
              fullWidth
              aria-label="Part"
              mb="sm"
              value={partId}
              onChange={choosePart}
              data={data.parts.map(({ id, title }) => ({
                value: id,
                label: `${title}${drafts.get(id)?.isDone ? " ✓" : ""}`,
              }))}
            />
          )}
          {part && draft ? (
            <Stack gap="lg">
              <RubricPanel
                part={part}
                draft={draft}
                onChange={(values) => change(part.id, values)}
                onDone={() => void finish()}
                onSettle={(mine) => settle(part.id, mine)}
              />
              <CommentsPanel
                course={course}
                handIn={handIn}
                part={part.id}
                mayGrade={part.mayGrade}
                comments={comments.filter((one) => one.part === part.id)}
                pool={pool}
                place={place}
                field={field}
                onPlace={setPlace}
                onWritten={(comment) => setComments((all) => [...all, comment])}
                onChanged={(id, comment) => setComments((all) => replace(all, id, comment))}
                onPool={setPool}
                onItem={(item) => !draft.content.applied.some((one) => one.item === item) && applyItem(item)}
              />
            </Stack>
          ) : (
            <Text>No part of this hand-in is yours to grade.</Text>
          )}
        </aside>
      </div>
    </div>
  );
}

function Lead({ data: { handIn, place, of, course } }: { data: DeskData }) {
  const late = handIn.submittedAt.getTime() - handIn.deadline.getTime();
  return (
    <>
      {`${place} of ${of} in your order. Handed in `}
      <When at={handIn.submittedAt} zone={course.timeZone} weekday={false} />
      {late > 0 ? `, ${formatSpan(late)} after the deadline. ` : ". "}
      <Anchor component={Link} href={`/c/${course.slug}/staff/grading`}>
        All hand-ins
      </Anchor>
    </>
  );
}

interface DeskData {
  handIn: { submittedAt: Date; deadline: Date };
  place: number;
  of: number;
  course: { slug: string; timeZone: string };
}

function firstOpen(parts: readonly { id: string; mayGrade: boolean; mark: { state: string } | null }[]) {
  return (parts.find(({ mayGrade, mark }) => mayGrade && mark?.state !== "done") ?? parts[0])?.id;
}

/** What is read to grade a part: code beside the script's rubric, else the report. */
function viewOf(part: string | undefined, report: unknown): View {
  return part === "script" || !report ? "script" : "report";
}

function replace(all: readonly DeskComment[], id: string, comment: DeskComment | null): DeskComment[] {
  return all.flatMap((one) => (one.id !== id ? [one] : comment ? [comment] : []));
}

/** Asks before a page with unsaved marks is closed. */
function useWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
