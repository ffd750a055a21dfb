import { Text, Title } from "@mantine/core";
import type { CommentView } from "../view.ts";
import classes from "./feedback.module.css";

/** What was said of the hand-in: of lines of the script, of places in the report, and in general. */
export function Comments({ comments }: { comments: readonly CommentView[] }) {
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        Comments
      </Title>
      <ul className={classes.comments}>
        {comments.map((comment) => (
          <li key={comment.id} className={classes.comment}>
            <Place comment={comment} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Place({ comment: { place, code, text } }: { comment: CommentView }) {
  if (place.kind === "region")
    return (
      <div className={classes.place}>
        <PageSketch rect={place.rect} />
        <div>
          <Text size="sm" c="dimmed">{`Report, page ${place.page}`}</Text>
          <p className={classes.said}>{text}</p>
        </div>
      </div>
    );
  if (place.kind === "general") return <p className={classes.said}>{text}</p>;
  const lines = place.from === place.to ? `line ${place.from}` : `lines ${place.from} to ${place.to}`;
  return (
    <>
      <Text size="sm" c="dimmed">{`${place.file}, ${lines}`}</Text>
      {code.length > 0 && (
        <section aria-label={`${place.file}, ${lines}`}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <pre className={classes.code} tabIndex={0}>
            {code.map(({ number, text: line }) => `${String(number).padStart(4)}  ${line}`).join("\n")}
          </pre>
        </section>
      )}
      <p className={classes.said}>{text}</p>
    </>
  );
}

/** Where on the page, on a sheet of A4 in points; the number of the page stands beside it in words. */
function PageSketch({ rect: [x, y, width, height] }: { rect: readonly [number, number, number, number] }) {
  return (
    <svg viewBox="0 0 595 842" className={classes.sketch} aria-hidden="true">
      <rect x={x} y={y} width={width} height={height} strokeWidth={6} />
    </svg>
  );
}
