import { listFiles } from "#server/files/list-files.ts";
import { publicAreas } from "#server/files/public-areas.ts";
import { memberProcedure, router } from "#server/trpc.ts";
import { renderHandout, viewFiles } from "./view.ts";

export const handoutRouter = router({
  /** The lab's text as HTML of ours, and what can be downloaded, with checksums. */
  show: memberProcedure.query(async ({ ctx }) => {
    const { courses } = ctx.house;
    const { slug } = ctx.course;
    const { data, starter } = publicAreas(courses, slug);
    const [{ handout }, dataFiles, starterFiles] = await Promise.all([
      courses.kit(slug),
      listFiles(data, courses.checksums),
      listFiles(starter, courses.checksums),
    ]);
    return {
      title: ctx.course.kit.title,
      html: renderHandout(handout, `/api/files/${slug}/handout/`),
      data: viewFiles(slug, "data", dataFiles),
      starters: viewFiles(slug, "starter", starterFiles),
    };
  }),
});
