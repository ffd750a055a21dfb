import { join } from "node:path";
import type { CourseShelf } from "../course-shelf.ts";

/** The folders of a course that its members may read, by the name they have in an address. A closed list. */
export function publicAreas(shelf: CourseShelf, slug: string): Partial<Record<string, string>> {
  const kit = shelf.kitFolder(slug);
  return {
    data: shelf.publicFolder(slug),
    starter: join(/* turbopackIgnore: true */ kit, "starter"),
    handout: join(/* turbopackIgnore: true */ kit, "handout"),
  };
}
