/** Grey images as they lie in an IDX file: `pixels` is a view of the file's bytes, row after row, 0 is background. */
export interface Images {
  rows: number;
  height: number;
  width: number;
  pixels: Uint8Array;
}

const headerBytes = 16;
/** Unsigned bytes in three dimensions (see the description of the IDX format on the page of MNIST). */
const imagesMagic = 0x0803;

/**
 * Reads the header of an IDX file of images and copies nothing.
 *
 * @throws when the bytes are not such a file: it was made by our own preparation, so this is our own failure
 */
export function parseImages(file: Uint8Array): Images {
  if (file.length < headerBytes)
    throw new Error(`An IDX file has at least ${headerBytes} bytes, this has ${file.length}.`);
  const header = new DataView(file.buffer, file.byteOffset, headerBytes);
  const [magic, rows, height, width] = [0, 4, 8, 12].map((offset) => header.getUint32(offset)) as [
    number,
    number,
    number,
    number,
  ];
  if (magic !== imagesMagic) throw new Error(`Not an IDX file of images: it starts with 0x${magic.toString(16)}.`);
  const expected = headerBytes + rows * height * width;
  if (file.length !== expected)
    throw new Error(`${rows} images of ${height}×${width} take ${expected} bytes, the file has ${file.length}.`);
  return { rows, height, width, pixels: file.subarray(headerBytes) };
}
