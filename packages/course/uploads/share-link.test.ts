import { describe, expect, it } from "vitest";
import { recogniseShareLink } from "./share-link.ts";

describe("a link that leads to a page in place of the file", () => {
  it.each([
    [
      "https://drive.google.com/file/d/1a2B3c4D5e6F7g8H9/view?usp=sharing",
      "Google Drive",
      "https://drive.usercontent.google.com/download?id=1a2B3c4D5e6F7g8H9&export=download&confirm=t",
    ],
    [
      "https://drive.google.com/open?id=1a2B3c4D5e6F7g8H9",
      "Google Drive",
      "https://drive.usercontent.google.com/download?id=1a2B3c4D5e6F7g8H9&export=download&confirm=t",
    ],
    ["https://drive.google.com/drive/folders/1a2B3c4D5e6F7g8H9", "Google Drive", null],
    [
      "https://www.dropbox.com/scl/fi/abc/w.bin?rlkey=k&dl=0",
      "Dropbox",
      "https://www.dropbox.com/scl/fi/abc/w.bin?rlkey=k&dl=1",
    ],
    ["https://www.dropbox.com/s/abc/w.bin", "Dropbox", "https://www.dropbox.com/s/abc/w.bin?dl=1"],
    ["https://1drv.ms/u/s!Abc", "OneDrive", null],
    [
      "https://uni-my.sharepoint.com/:u:/g/personal/x/Eabc?e=1",
      "OneDrive",
      "https://uni-my.sharepoint.com/:u:/g/personal/x/Eabc?e=1&download=1",
    ],
    ["https://github.com/a/b/blob/main/w.bin", "GitHub", "https://github.com/a/b/raw/main/w.bin"],
    ["https://huggingface.co/a/b/blob/main/w.bin", "Hugging Face", "https://huggingface.co/a/b/resolve/main/w.bin"],
  ])("is recognised by its form: %s", (link, service, direct) => {
    expect(recogniseShareLink(link)).toMatchObject({ service, direct });
  });

  it.each([
    "https://example.edu/~team/weights.bin",
    "https://www.dropbox.com/s/abc/w.bin?dl=1",
    "https://drive.usercontent.google.com/download?id=1a2B3c4D5e6F7g8H9&export=download&confirm=t",
    "https://drive.google.com.example.org/file/d/1a2B3c4D5e6F7g8H9/view",
    "https://github.com/a/b/raw/main/w.bin",
    "not a link",
  ])("is not seen where there is none: %s", (link) => {
    expect(recogniseShareLink(link)).toBeNull();
  });

  it("builds an address that is not such a page itself", () => {
    for (const link of ["https://www.dropbox.com/s/a/w?dl=0", "https://github.com/a/b/blob/x/w"])
      expect(recogniseShareLink(recogniseShareLink(link)?.direct ?? "")).toBeNull();
  });
});
