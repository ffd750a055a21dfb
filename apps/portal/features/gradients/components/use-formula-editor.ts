"use client";
import { useLocalStorage } from "@mantine/hooks";

/** Whether this reader writes formulas in the formula editor; remembered in the browser, off at first. */
export function useFormulaEditor(): [on: boolean, setOn: (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({ key: "gradmark.formula-editor", defaultValue: false });
  return [on, setOn];
}
