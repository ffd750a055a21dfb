import { Button, Text } from "@mantine/core";
import { Notice } from "#components/notice.tsx";

export interface Kaggle {
  finding: "same" | "differs" | "near" | "absent";
  kaggleName: string | null;
  message: string;
}

/** How the name stands to the board of the competition on Kaggle. It is told, never refused: a board may be old. */
export function KaggleName({ kaggle, onUse }: { kaggle: Kaggle; onUse?: (name: string) => void }) {
  const { finding, kaggleName, message } = kaggle;
  if (finding === "same" || finding === "absent")
    return (
      <Text fz="sm" mt={6}>
        {message}
      </Text>
    );
  return (
    <Notice state="waiting" title="Kaggle has another name">
      {message}
      {onUse && kaggleName !== null && (
        <div>
          <Button size="compact-sm" variant="default" mt="xs" onClick={() => onUse(kaggleName)}>
            Use “{kaggleName}”
          </Button>
        </div>
      )}
    </Notice>
  );
}
