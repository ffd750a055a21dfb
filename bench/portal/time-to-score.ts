import { setTimeout as sleep } from "node:timers/promises";
import { predictions } from "../../apps/portal/e2e/course-home.ts";
import { serveCourse } from "./served-course.ts";

/** From sending a file to the score in the entry's answer, with portal and worker and nobody else there. */
export async function timeToScore(): Promise<void> {
  const course = await serveCourse({ teams: 100, entriesEach: 100 }, true);
  const [person] = course.people;
  if (!person) throw new Error("nobody is in the course");
  const times: number[] = [];
  for (let n = 0; n < 10; n++) {
    const started = performance.now();
    const answer = await person.upload(
      {},
      predictions(course.ids, (row) => (row + n) % 10),
      { origin: course.url },
    );
    if (!answer.ok) throw new Error(await answer.text());
    const { id } = Object(await answer.json()).entry;
    for (;;) {
      const { entry } = await person.api.entries.show.query({ course: "pocket", entry: id });
      if (entry.state === "done") break;
      if (performance.now() - started > 20_000) throw new Error(`the entry is ${entry.state} after 20 s`);
      await sleep(25);
    }
    times.push(performance.now() - started);
  }
  await course.stop();
  const sorted = times.toSorted((one, other) => one - other);
  const [median, worst] = [sorted[5] ?? 0, sorted.at(-1) ?? 0];
  console.log(`upload to visible score: median ${median.toFixed(0)} ms, worst of 10 ${worst.toFixed(0)} ms`);
}
