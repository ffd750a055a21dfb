import type { DeskComment } from "../view.ts";

/** Where a comment stands, in words. */
export function placeName(place: DeskComment["place"]): string {
  switch (place.kind) {
    case "general":
      return "in general";
    case "lines":
      return place.from === place.to ? `line ${place.from}` : `lines ${place.from} to ${place.to}`;
    case "region":
      return `page ${place.page} of the report`;
  }
}
