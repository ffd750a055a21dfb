"use client";
import { SegmentedControl, Stack } from "@mantine/core";
import { Notice } from "#components/notice.tsx";
import { EvidencePanel } from "./evidence-panel.tsx";
import { GradeLines } from "./grade-lines.tsx";
import { ReportView } from "./report-view.tsx";
import { ScriptView } from "./script-view.tsx";
import type { DeskState, DeskView } from "./use-desk.ts";

/** What was handed in, or what the machine found of it. */
export function DeskDocument({ desk }: { desk: DeskState }) {
  return (
    <div>
      <SegmentedControl
        aria-label="What is shown"
        size="xs"
        maw="100%"
        mb="sm"
        value={desk.view}
        onChange={(value) => desk.setView(value as DeskView)}
        data={[
          { value: "report", label: "Report (r)" },
          { value: "script", label: "Script (s)" },
          { value: "evidence", label: "Findings (e)" },
        ]}
      />
      <Shown desk={desk} />
    </div>
  );
}

function Shown({ desk }: { desk: DeskState }) {
  const { course, data, view, comments, drawing, setDrawing, commentAt } = desk;
  const { id, report } = data.handIn;
  if (view === "evidence")
    return (
      <Stack gap="md">
        <EvidencePanel rerun={data.rerun} gradients={data.gradients} board={data.board} />
        {data.grade && <GradeLines line={data.grade.line} />}
      </Stack>
    );
  if (view === "script")
    return (
      <ScriptView
        script={data.script}
        comments={comments}
        onComment={(range) => commentAt({ kind: "lines", file: data.script.name, ...range })}
      />
    );
  if (!report)
    return <Notice state="waiting">No report was handed in. Its points are 0 unless you decide otherwise.</Notice>;
  return (
    <ReportView
      url={`/api/staff/${course}/report/${id}`}
      bytes={report.bytes}
      comments={comments}
      drawing={drawing}
      onDrawing={setDrawing}
      onRegion={(region) => commentAt({ kind: "region", ...region })}
    />
  );
}
