/**
 * The IDX format of the MNIST files: a magic number 0x0000TTDD (type, number of dimensions), the dimensions as
 * big-endian 32-bit integers, then the data in row-major order. Only unsigned bytes (type 0x08) are used here.
 * Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", file formats.
 */
const imagesMagic = 0x00000803;
const labelsMagic = 0x00000801;
const imagesHeader = 16;
const labelsHeader = 8;

/** Images as unsigned bytes, n × height × width, row-major; 0 is background. */
export interface IdxImages {
  rows: number;
  height: number;
  width: number;
  pixels: Uint8Array;
}

/**
 * Reads an IDX file of images. The pixels are a view of `bytes`, not a copy.
 *
 * @throws when the bytes are no such file: IDX files come from us or from a verified source, never from a student.
 */
export function parseIdxImages(bytes: Uint8Array): IdxImages {
  const view = header(bytes, imagesMagic, imagesHeader);
  const [rows, height, width] = [view.getUint32(4), view.getUint32(8), view.getUint32(12)];
  const pixels = bytes.subarray(imagesHeader);
  if (pixels.length !== rows * height * width)
    throw new Error(`IDX: ${pixels.length} pixel bytes where ${rows}×${height}×${width} are announced`);
  return { rows, height, width, pixels };
}

/** Reads an IDX file of labels: one byte a row. The result is a view. @throws like `parseIdxImages`. */
export function parseIdxLabels(bytes: Uint8Array): Uint8Array {
  const rows = header(bytes, labelsMagic, labelsHeader).getUint32(4);
  const labels = bytes.subarray(labelsHeader);
  if (labels.length !== rows) throw new Error(`IDX: ${labels.length} labels where ${rows} are announced`);
  return labels;
}

function header(bytes: Uint8Array, magic: number, length: number): DataView {
  if (bytes.length < length) throw new Error(`IDX: the file has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) throw new Error(`IDX: magic number 0x${found.toString(16)} instead of 0x${magic.toString(16)}`);
  return view;
}

/** Writes images as an IDX file. */
export function formatIdxImages({ rows, height, width, pixels }: IdxImages): Uint8Array {
  if (pixels.length !== rows * height * width)
    throw new Error(`IDX: ${pixels.length} pixel bytes for ${rows}×${height}×${width}`);
  const bytes = new Uint8Array(imagesHeader + pixels.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, imagesMagic);
  view.setUint32(4, rows);
  view.setUint32(8, height);
  view.setUint32(12, width);
  bytes.set(pixels, imagesHeader);
  return bytes;
}

/** Writes labels as an IDX file. */
export function formatIdxLabels(labels: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(labelsHeader + labels.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, labelsMagic);
  view.setUint32(4, labels.length);
  bytes.set(labels, labelsHeader);
  return bytes;
}

/** The images with the given row numbers, in that order, as a copy. */
export function pickImages(images: IdxImages, order: Uint32Array): IdxImages {
  const { height, width } = images;
  const size = height * width;
  const pixels = new Uint8Array(order.length * size);
  order.forEach((row, place) => {
    pixels.set(images.pixels.subarray(row * size, (row + 1) * size), place * size);
  });
  return { rows: order.length, height, width, pixels };
}
