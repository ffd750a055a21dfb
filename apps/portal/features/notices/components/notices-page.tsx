"use client";
import { Container, Stack } from "@mantine/core";
import { PageTitle } from "#components/page-title.tsx";
import { NoticeList } from "./notice-list.tsx";
import { Preferences } from "./preferences.tsx";

/** What the reader was told, and what they want to hear of. */
export function NoticesPage() {
  return (
    <Container size={720} px={0}>
      <PageTitle>Notices</PageTitle>
      <Stack gap="lg">
        <NoticeList />
        <Preferences />
      </Stack>
    </Container>
  );
}
