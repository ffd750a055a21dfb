import { Anchor, Text } from "@mantine/core";
import Link from "next/link";
import { formatScore } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { When } from "#components/when.tsx";
import type { SameView } from "../view.ts";

/** The file is no new one: said before a try is used. */
export function SameEntry({ course, same, zone }: { course: string; same: SameView; zone: string }) {
  return (
    <Notice state="waiting" title="Your team has uploaded exactly this file already">
      <Text>
        <Anchor component={Link} underline="always" href={`/c/${course}/entries/${same.id}`}>
          {same.fileName}
        </Anchor>
        , <When at={same.uploadedAt} zone={zone} />
        {same.publicScore && `, public score ${formatScore(same.publicScore)}`}. Uploading it once more uses another try
        and brings the same score.
      </Text>
    </Notice>
  );
}
