import type { BoardLine } from "../view.ts";
import classes from "./board.module.css";

/** A place, whether it is shared, and from where the team came: since midnight, after the reveal since the public board. */
export function BoardPlace({ line, since }: { line: BoardLine; since: Date }) {
  const place = line.private ? line.private.place : line.place;
  if (place === null) return "–";
  return (
    <>
      {place}
      {line.tied && (
        <>
          <span aria-hidden="true"> =</span>
          <span className="visually-hidden"> shared</span>
        </>
      )}
      {line.private ? (
        <Shift gained={line.private.gained} since="the public board" />
      ) : line.moved === null ? (
        line.uploadedAt >= since && <div className={classes.range}>new</div>
      ) : (
        <Shift gained={line.moved} since="midnight" />
      )}
    </>
  );
}

function Shift({ gained, since }: { gained: number | null; since: string }) {
  if (gained === null) return null;
  return (
    <div className={classes.range}>
      {gained === 0 ? "same" : gained > 0 ? `▲ up ${gained}` : `▼ down ${-gained}`}
      <span className="visually-hidden">{` since ${since}`}</span>
    </div>
  );
}
