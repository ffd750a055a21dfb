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
  const switchTo = inStaff ? (["", "Teams' pages"] as const) : (["staff", "Staff"] as const);
  const pages = [...(inStaff ? staffPages : teamPages), ...(isStaff ? [switchTo] : [])];
  const links = useRef<HTMLUListElement>(null);
  // On a narrow screen the strip of pages scrolls: the present one must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark moves with the address
  useEffect(() => {
    const current = links.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (links.current && current) links.current.scrollLeft = current.offsetLeft - links.current.offsetWidth / 3;
  }, [here]);
  const isHere = (page: string) =>
    page === "" || page === "staff"
      ? here === (page === "" ? base : `${base}/staff`)
      : here === `${base}/${page}` || here.startsWith(`${base}/${page}/`);
  return (
    <div className={classes.frame}>
      <Live course={course.slug} />
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
        <ul className={classes.links} ref={links}>
          {pages.map(([page, title]) => (
            <li key={page}>
              <Link
                href={page === "" ? base : `${base}/${page}`}
                className={classes.link}
                {...(isHere(page) && { "aria-current": "page" })}
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.page}>{children}</div>
    </div>
  );
}
