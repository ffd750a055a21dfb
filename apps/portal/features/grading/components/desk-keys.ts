import type { DeskState } from "./use-desk.ts";
import type { KeyAction } from "./use-keys.ts";

/** What each key does in the workspace. */
export function deskKeys(desk: DeskState, showHelp: () => void): KeyAction[] {
  const { data, part } = desk;
  const step = (by: number) => {
    const at = data.parts.findIndex(({ id }) => id === part?.id);
    const next = data.parts[(at + by + data.parts.length) % data.parts.length];
    if (next) desk.choosePart(next.id);
  };
  const items = (part?.items ?? []).slice(0, 9).map((item, k) => ({
    key: String(k + 1),
    label: `Apply or take off: ${item.title}`,
    run: () => desk.toggleItem(item.id),
  }));
  return [
    { key: "j", label: "Next hand-in", run: () => void desk.go(data.next) },
    { key: "k", label: "Previous hand-in", run: () => void desk.go(data.previous) },
    { key: "]", label: "Next part", run: () => step(1) },
    { key: "[", label: "Previous part", run: () => step(-1) },
    ...items,
    { key: "d", label: "Mark the part as done", run: () => void desk.finish() },
    { key: "c", label: "Write a comment: Ctrl+Enter adds it, Escape leaves", run: () => desk.field.current?.focus() },
    { key: "r", label: "Show the report", run: () => desk.setView("report") },
    { key: "s", label: "Show the script", run: () => desk.setView("script") },
    { key: "e", label: "Show what the machine found", run: () => desk.setView("evidence") },
    { key: "g", label: "Draw a region on the report", run: () => desk.setDrawing(!desk.drawing) },
    { key: "?", label: "This list", run: showHelp },
  ];
}
