import { Button, List, Text } from "@mantine/core";
import { Notice } from "#components/notice.tsx";
import { nameBytes } from "../view.ts";
import { type Kaggle, KaggleName } from "./kaggle-name.tsx";

interface Check {
  ok: boolean;
  problems: { message: string }[];
  suggestion: string | null;
  kaggle: Kaggle | null;
}

/** What is wrong with a name, a name that would do, and its bytes: what cannot be seen is shown. */
export function NameCheck({ check, name, onUse }: { check: Check; name: string; onUse: (name: string) => void }) {
  const bytes = nameBytes(name);
  return (
    <>
      {check.ok ? (
        <Text fz="sm">This name is free and will look the same everywhere.</Text>
      ) : (
        <Notice state="bad" title="This name will not do">
          <List fz="sm" mt={4}>
            {check.problems.map(({ message }) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
          {check.suggestion !== null && (
            <Button size="compact-sm" variant="default" mt="xs" onClick={() => onUse(check.suggestion ?? "")}>
              Use “{check.suggestion}”
            </Button>
          )}
        </Notice>
      )}
      {check.kaggle && <KaggleName kaggle={check.kaggle} onUse={onUse} />}
      <Text c="dimmed" fz="xs" mt={6} ff="monospace">
        {bytes.length} bytes: {bytes.slice(0, 40).join(" ")}
        {bytes.length > 40 && " …"}
      </Text>
    </>
  );
}
