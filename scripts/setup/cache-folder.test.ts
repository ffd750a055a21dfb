import { describe, expect, it } from "vitest";
import { chooseCacheFolder } from "./cache-folder.mjs";

describe("the engine's cache folder", () => {
  it("is the one that GRADMARK_CACHE names, also for root", () => {
    const env = { GRADMARK_CACHE: "/disk/cache", XDG_CACHE_HOME: "/xdg" };
    expect(chooseCacheFolder(env, true, "/home/a")).toBe("/disk/cache");
    expect(chooseCacheFolder(env, false, "/home/a")).toBe("/disk/cache");
  });

  it("is shared by the machine when root sets up, since ordinary users read it", () => {
    expect(chooseCacheFolder({ XDG_CACHE_HOME: "/xdg" }, true, "/home/a")).toBe("/var/cache/gradmark");
  });

  it("is the user's own cache otherwise", () => {
    expect(chooseCacheFolder({ XDG_CACHE_HOME: "/xdg" }, false, "/home/a")).toBe("/xdg/gradmark");
    expect(chooseCacheFolder({}, false, "/home/a")).toBe("/home/a/.cache/gradmark");
    expect(chooseCacheFolder({ GRADMARK_CACHE: "", XDG_CACHE_HOME: "" }, false, "/home/a")).toBe(
      "/home/a/.cache/gradmark",
    );
  });
});
