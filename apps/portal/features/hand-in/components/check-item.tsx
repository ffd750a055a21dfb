import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "#components/icons.tsx";
import classes from "./check-item.module.css";

/** One line of the check-list: there or missing, by sign and by word. */
export function CheckItem({
  title,
  done,
  hint,
  children,
}: {
  title: string;
  done: boolean;
  hint: string;
  children: ReactNode;
}) {
  return (
    <li className={classes.item}>
      <span className={classes.sign} data-done={done}>
        <Icon name={done ? "good" : "open"} size={22} />
      </span>
      <div className={classes.body}>
        <Text fw={600}>
          {title}
          <span className="visually-hidden">{done ? " (there)" : " (missing)"}</span>
        </Text>
        <Text size="sm" c="dimmed" mb="xs">
          {hint}
        </Text>
        {children}
      </div>
    </li>
  );
}
