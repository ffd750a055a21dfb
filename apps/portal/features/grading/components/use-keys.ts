"use client";
import { useEffect, useRef } from "react";

/** What a key does, and how it is called in the list of keys. */
export interface KeyAction {
  key: string;
  label: string;
  run: () => void;
}

/** Single keys, unless somebody is typing or the browser itself is meant. */
export function useKeys(actions: readonly KeyAction[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = latest.current.find(({ key }) => key === event.key);
      if (!action) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const quiet = target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");
  return !quiet && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}
