import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findPlaces } from "#server/access/find-places.ts";
import { pictureLooks, pictureName } from "./save-picture.ts";

const docs = join(import.meta.dirname, "../../../docs");
const guide = join(docs, "guides", "for-teams.md");
const images = join(docs, "images");

describe("the guide for teams", () => {
  it("leads to nothing that is not there", () => {
    const links = [...readFileSync(guide, "utf8").matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((path) => !existsSync(resolve(dirname(guide), path)))).toEqual([]);
  });

  it("shows every page in light, dark and narrow, and no page that is gone", () => {
    const expected = findPlaces("page.tsx").flatMap((place) => pictureLooks.map((look) => pictureName(place, look)));
    expect(readdirSync(images).sort()).toEqual(expected.sort());
    const text = readFileSync(guide, "utf8");
    expect(expected.filter((name) => !text.includes(`../images/${name}`))).toEqual([]);
  });

  it("costs a clone less than four megabytes", () => {
    const bytes = readdirSync(images).reduce((sum, name) => sum + statSync(join(images, name)).size, 0);
    expect(bytes).toBeLessThan(4_000_000);
  });
});
