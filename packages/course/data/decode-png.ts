import { decode } from "fast-png";

/** A grey image: unsigned bytes, row by row. */
export interface GreyImage {
  height: number;
  width: number;
  pixels: Uint8Array;
}

/** Larger images are refused before they are unpacked: a few bytes of PNG can stand for gigabytes. */
const maximumSide = 512;
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Decodes a PNG of any colour type to grey: luminance of ITU-R BT.601, laid over black where it is transparent, the
 * upper eight bits of sixteen.
 *
 * @returns null and a reason when the bytes are no such image
 */
export function decodeGreyPng(bytes: Uint8Array): { image: GreyImage; why: null } | { image: null; why: string } {
  if (bytes.length < 33 || signature.some((byte, k) => bytes[k] !== byte))
    return { image: null, why: "is no PNG file" };
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  if (width < 1 || height < 1 || width > maximumSide || height > maximumSide)
    return { image: null, why: `is ${width} × ${height}; at most ${maximumSide} × ${maximumSide} is read` };
  try {
    return { image: toGrey(decode(bytes, { checkCrc: true })), why: null };
  } catch (error) {
    return { image: null, why: `is damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function toGrey(png: ReturnType<typeof decode>): GreyImage {
  const { width, height } = png;
  const pixels = new Uint8Array(width * height);
  const sample = sampler(png);
  for (let k = 0; k < pixels.length; k++) {
    const [red, green, blue, alpha] = sample(k);
    pixels[k] = Math.round(((0.299 * red + 0.587 * green + 0.114 * blue) * alpha) / 255);
  }
  return { width, height, pixels };
}

type Sample = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads pixel k as four values from 0 to 255. */
function sampler({ data, depth, channels, palette, width }: ReturnType<typeof decode>): (k: number) => Sample {
  const scale = depth === 16 ? 1 / 257 : 255 / (2 ** depth - 1);
  // Rows of fewer than eight bits a pixel end on whole bytes.
  const rowBytes = Math.ceil((width * depth) / 8);
  const packed = (k: number) => {
    const [x, y] = [k % width, Math.floor(k / width)];
    const bit = x * depth;
    const byte = data[y * rowBytes + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  const value = (k: number) => (depth < 8 ? packed(k) : (data[k] ?? 0));
  if (palette)
    return (k) => {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[value(k)] ?? [];
      return [red, green, blue, alpha];
    };
  return (k) => {
    const at = (place: number) => value(k * channels + place) * scale;
    const grey = channels < 3;
    const alpha = channels === 2 || channels === 4 ? at(channels - 1) : 255;
    return grey ? [at(0), at(0), at(0), alpha] : [at(0), at(1), at(2), alpha];
  };
}
