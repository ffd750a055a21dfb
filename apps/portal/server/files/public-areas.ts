import { join } from "node:path";
import type { CourseShelf } from "../course-shelf.ts";

/** The folders of a course that its members may read, by the name they have in an address. A closed list. */
export interface PublicAreas {
  data: string;
  starter: string;
  handout: string;
}

export function publicAreas(shelf: CourseShelf, slug: string): PublicAreas {
  const kit = shelf.kitFolder(slug);
  return {
    data: shelf.publicFolder(slug),
    starter: join(/* turbopackIgnore: true */ kit, "starter"),
    handout: join(/* turbopackIgnore: true */ kit, "handout"),
  };
}

/** The folder of an area that a stranger named; null for any other name, `__proto__` and the like among them. */
export function findArea(areas: PublicAreas, name: string): string | null {
  return name === "data" || name === "starter" || name === "handout" ? areas[name] : null;
}
