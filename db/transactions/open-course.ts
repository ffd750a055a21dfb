import type { Course } from "@gradmark/contract";

export type CourseRefusal = "not-open" | "closed";

/** Why a course takes nothing from teams at this time; the server's clock decides, the deadline itself is too late. */
export function courseRefusal(course: Course, now: Date): CourseRefusal | null {
  if (course.state === "draft" || course.state === "prepared" || now < course.opensAt) return "not-open";
  return course.state !== "open" || now >= course.deadline ? "closed" : null;
}
