import { explainDifference } from "./explain-difference.ts";
import { nearestName } from "./nearest-name.ts";

/** How a team's name stands to the board of the same competition on Kaggle; never a reason to refuse it. */
export interface KaggleNameCheck {
  finding: "same" | "differs" | "near" | "absent";
  /** The name on Kaggle that is meant, byte for byte. */
  kaggleName: string | null;
  message: string;
}

/**
 * Looks for a team's name among those of an imported Kaggle board. The lab asks for the same name byte for byte, and
 * a board may be older than the team: so a name that is not there is told, and one that is nearly there is explained.
 */
export function checkKaggleName(name: string, board: readonly string[]): KaggleNameCheck {
  if (board.includes(name))
    return { finding: "same", kaggleName: name, message: `On Kaggle there is "${name}", byte for byte the same.` };
  for (const known of board) {
    const difference = explainDifference(name, known);
    if (difference === null) continue;
    const message = `On Kaggle you are called "${known}": ${firstByte(name, known)}; ${difference}. The two names must be equal.`;
    return { finding: "differs", kaggleName: known, message };
  }
  const near = nearestName(name, board);
  if (near !== null)
    return {
      finding: "near",
      kaggleName: near,
      message: `No team on Kaggle's board is called so; the nearest name is "${near}": ${firstByte(name, near)}. If that is you, make the two equal.`,
    };
  const message = "No team on Kaggle's board is called so yet. Use the same name there, byte for byte.";
  return { finding: "absent", kaggleName: null, message };
}

/** The first byte of UTF-8 in which two names differ, counted from 1: `byte 4 differs (d0 here, 61 there)`. */
function firstByte(here: string, there: string): string {
  const [one, other] = [here, there].map((name) => new TextEncoder().encode(name));
  const at = one?.findIndex((byte, k) => byte !== other?.[k]) ?? -1;
  const k = at === -1 ? (one?.length ?? 0) : at;
  const show = (byte: number | undefined) => (byte === undefined ? "nothing" : byte.toString(16).padStart(2, "0"));
  return `byte ${k + 1} differs (${show(one?.[k])} here, ${show(other?.[k])} there)`;
}
