/** A named array of float32 numbers, row-major. */
export interface FlatTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

const format = "gradmark-weights/1";

/**
 * Weights in a file that any language reads in a few lines: a line of JSON that names the tensors and their shapes,
 * then their numbers one after the other as little-endian float32, without padding.
 */
export function formatWeights(tensors: readonly FlatTensor[]): Uint8Array {
  const names = tensors.map(({ name, shape }) => ({ name, shape }));
  const header = new TextEncoder().encode(`${JSON.stringify({ format, tensors: names })}\n`);
  const count = tensors.reduce((sum, { values }) => sum + values.length, 0);
  const bytes = new Uint8Array(header.length + 4 * count);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  let at = 0;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/**
 * The reverse of `formatWeights`.
 *
 * @throws when the file is not of this format or has more or fewer numbers than its header says
 */
export function parseWeights(bytes: Uint8Array): FlatTensor[] {
  const end = bytes.indexOf(10);
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0))) || "null");
  const named = readHeader(header);
  const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1);
  let at = 0;
  const tensors = named.map(({ name, shape }) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let place = 0; place < values.length; place++, at += 4) values[place] = view.getFloat32(at, true);
    return { name, shape, values };
  });
  if (at !== view.byteLength)
    throw new Error(`The header names ${at} bytes of weights, the file has ${view.byteLength}.`);
  return tensors;
}

function readHeader(header: unknown): { name: string; shape: number[] }[] {
  if (typeof header !== "object" || header === null || !("format" in header) || header.format !== format)
    throw new Error(`Not a weights file: its first line does not say "${format}".`);
  if (!("tensors" in header) || !Array.isArray(header.tensors)) throw new Error("The weights file names no tensors.");
  return header.tensors.map((entry: unknown) => {
    if (typeof entry !== "object" || entry === null || !("name" in entry) || !("shape" in entry))
      throw new Error("A tensor of the weights file has no name or no shape.");
    const { name, shape } = entry;
    if (
      typeof name !== "string" ||
      !Array.isArray(shape) ||
      !shape.every((size) => Number.isInteger(size) && size >= 0)
    )
      throw new Error("A tensor of the weights file has a bad name or shape.");
    return { name, shape };
  });
}
