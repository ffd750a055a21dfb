import type { Kit } from "@gradmark/contract";

/** Where a kit's data come from and on what terms they are passed on, for a person. */
export function licenceNote({ competition }: Kit): string {
  const { dataset } = competition;
  const { name, notice } = dataset.source === "mnist" ? mnist : dataset.licence;
  return `The data of this pack\n\nLicence: ${name}\n\n${notice.trim()}\n\nThey were drawn anew for this course: other rows in other order under other ids.\n`;
}

const mnist = {
  name: "Creative Commons Attribution-Share Alike 3.0",
  notice:
    "The MNIST database of handwritten digits. Yann LeCun (Courant Institute, NYU) and Corinna Cortes (Google Labs, " +
    "New York) hold the copyright of MNIST, which is a derivative work of NIST's Special Databases 1 and 3.",
};
