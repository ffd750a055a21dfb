import { describe, expect, it } from "vitest";
import { checkKaggleName } from "./check-kaggle-name.ts";

const board = ["Gr\u0430dients", "Ohm", "Watt and Volt "];

describe("checkKaggleName", () => {
  it("finds a name that is there byte for byte", () => {
    expect(checkKaggleName("Ohm", board)).toMatchObject({ finding: "same", kaggleName: "Ohm" });
  });

  it("names the first byte in which a name differs that looks the same", () => {
    expect(checkKaggleName("Gradients", board)).toEqual({
      finding: "differs",
      kaggleName: "Gr\u0430dients",
      message:
        'On Kaggle you are called "Gr\u0430dients": byte 3 differs (61 here, d0 there); a character only looks the same (character 3: U+0061 and U+0430). The two names must be equal.',
    });
    expect(checkKaggleName("Watt and Volt", board).message).toContain("byte 14 differs (nothing here, 20 there)");
    expect(checkKaggleName("ohm", board)).toMatchObject({ finding: "differs", kaggleName: "Ohm" });
  });

  it("asks about a name that is near, and says when none is", () => {
    expect(checkKaggleName("Wat and Volt", board)).toMatchObject({ finding: "near", kaggleName: "Watt and Volt " });
    expect(checkKaggleName("Strangers", board)).toMatchObject({ finding: "absent", kaggleName: null });
  });
});
