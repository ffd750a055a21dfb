"use client";
import { Text } from "@mantine/core";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Live } from "#features/live/components/live.tsx";
import type { CourseCard } from "../view.ts";
import classes from "./course-frame.module.css";

/** The pages of a course, in the order in which a team needs them. */
const teamPages = [
  ["", "Overview"],
  ["handout", "Handout"],
  ["team", "Team"],
  ["gradients", "Gradients"],
  ["submit", "Submit"],
  ["entries", "Entries"],
  ["board", "Board"],
  ["hand-in", "Hand in"],
  ["result", "Result"],
  ["questions", "Questions"],
] as const;

/** What the staff does with the course, in the order of a term. */
const staffPages = [
  ["staff", "Today"],
  ["staff/grading", "Grading"],
  ["staff/regrades", "Regrades"],
  ["staff/changes", "Rules and changes"],
  ["staff/graders", "Graders"],
] as const;

type PageLink = readonly [page: string, title: string];

export function CourseFrame({
  course,
  team,
  isStaff,
  children,
}: {
  course: CourseCard;
  team: string | null;
  isStaff: boolean;
  children: ReactNode;
}) {
  const here = usePathname();
  const base = `/c/${course.slug}`;
  const inStaff = isStaff && (here === `${base}/staff` || here.startsWith(`${base}/staff/`));
  // The grading workspace needs the whole window, and has its own way back.
  const isDesk = inStaff && here.startsWith(`${base}/staff/grading/`);
  const switchTo: PageLink = inStaff ? ["", "Teams' pages"] : ["staff", "Staff"];
  const pages: PageLink[] = [...(inStaff ? staffPages : teamPages), ...(isStaff ? [switchTo] : [])];
  return (
    <div className={isDesk ? undefined : classes.frame}>
      <Live course={course.slug} />
      {!isDesk && (
        <nav className={classes.nav} aria-label={inStaff ? "Staff" : "Course"}>
          <div className={classes.name}>
            <Text fw={650} lh={1.3}>
              {course.name}
            </Text>
            {team && (
              <Text c="dimmed" fz="sm">
                {team}
              </Text>
            )}
          </div>
          <Pages base={base} here={here} pages={pages} />
        </nav>
      )}
      <div className={classes.page}>{children}</div>
    </div>
  );
}

function Pages({ base, here, pages }: { base: string; here: string; pages: readonly PageLink[] }) {
  const links = useRef<HTMLUListElement>(null);
  // On a narrow screen the strip of pages scrolls: the present one must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark moves with the address
  useEffect(() => {
    const current = links.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (links.current && current) links.current.scrollLeft = current.offsetLeft - links.current.offsetWidth / 3;
  }, [here]);
  return (
    <ul className={classes.links} ref={links}>
      {pages.map(([page, title]) => {
        const href = page === "" ? base : `${base}/${page}`;
        const isHere = here === href || (page !== "" && page !== "staff" && here.startsWith(`${href}/`));
        return (
          <li key={page}>
            <Link href={href} className={classes.link} {...(isHere && { "aria-current": "page" })}>
              {title}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
