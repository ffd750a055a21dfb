"use client";
import { Text } from "@mantine/core";
import { countOf } from "#components/format.ts";
import { When } from "#components/when.tsx";
import type { ManagedAnnouncement } from "../view.ts";

/** What an announcement has said before, in its source. */
export function AnnouncementHistory({ versions, zone }: { versions: ManagedAnnouncement["versions"]; zone: string }) {
  return (
    <details style={{ marginTop: "0.75rem" }}>
      <summary>{`History: ${countOf(versions.length, "version")}`}</summary>
      <ol reversed style={{ paddingLeft: "1.5rem" }}>
        {versions.map(({ version, title, body, withdrawn, by, at }) => (
          <li key={version} value={version}>
            <Text fz="sm" c="dimmed">
              {withdrawn ? "withdrawn" : version === 1 ? "published" : "changed"} by {by},{" "}
              <When at={at} zone={zone} weekday={false} />
            </Text>
            {!withdrawn && (
              <>
                <Text fw={600} fz="sm">
                  {title}
                </Text>
                <Text fz="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                  {body}
                </Text>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
