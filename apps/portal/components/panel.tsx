import { Paper, type PaperProps } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of a page that stands for itself. */
export function Panel({ children, ...rest }: PaperProps & { children: ReactNode }) {
  return (
    <Paper
      withBorder
      p={{ base: "md", sm: "lg" }}
      bg="var(--gradmark-surface)"
      {...rest}
      style={{ borderColor: "var(--gradmark-line)" }}
    >
      {children}
    </Paper>
  );
}
