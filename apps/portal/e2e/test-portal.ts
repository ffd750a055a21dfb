import { type RunningPortal, startPortal } from "../index.ts";
import { type CourseHome, makeCourseHome } from "./course-home.ts";

export interface TestPortal extends AsyncDisposable, RunningPortal {
  home: CourseHome;
}

/** The portal as `npm run setup` built it, on a free port, with a data folder of its own that holds the pocket course. */
export async function startTestPortal(): Promise<TestPortal> {
  const home = await makeCourseHome();
  const portal = await startPortal({ home: home.home, port: 0, host: "127.0.0.1" });
  const dispose = async () => {
    await portal.close();
    home[Symbol.dispose]();
  };
  return { ...portal, home, [Symbol.asyncDispose]: dispose };
}
