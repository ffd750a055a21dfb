"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { PageTitle } from "./page-title.tsx";

export function Missing() {
  return (
    <>
      <PageTitle lead="There is no such page, or it is not for you. If you followed a link to a course, join the course on the start page first.">
        Not here
      </PageTitle>
      <Button component={Link} href="/">
        Start page
      </Button>
    </>
  );
}
