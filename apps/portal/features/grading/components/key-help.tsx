"use client";
import { Modal } from "@mantine/core";
import classes from "./desk.module.css";
import type { KeyAction } from "./use-keys.ts";

/** The list of keys: `?` opens it, Escape closes it. */
export function KeyHelp({
  opened,
  actions,
  onClose,
}: {
  opened: boolean;
  actions: readonly KeyAction[];
  onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ "aria-label": "Close the list of keys" }}>
      <dl className={classes.keys}>
        {actions.map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd className={classes.key}>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
