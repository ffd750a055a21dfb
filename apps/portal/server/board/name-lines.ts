import type { Course, Team } from "@gradmark/contract";
import { pseudonym } from "@gradmark/course";

interface Named {
  teamId: string;
  teamName: string;
}

/**
 * What the reader may know of who a team is. Where the board is anonymous that is a made-up name, for staff too: a board
 * is shown on walls. The id is made up with it, so that nobody finds the team again in what was given out before.
 */
export function namesFor(course: Course, own: Team | null) {
  const hidden = course.settings.board.anonymous;
  return ({ teamId, teamName }: Named) => {
    if (teamId === own?.id || !hidden) return { id: teamId, name: teamName, own: teamId === own?.id };
    const name = pseudonym(course.seed, teamId);
    return { id: name, name, own: false };
  };
}
